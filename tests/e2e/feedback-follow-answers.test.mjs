// What a citizen does with the answers that were published, in every engine: looks for words, filters, opens one, goes on; and
// what she sees when there are none, or they cannot be had.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { stage } from "./lib/act.mjs";
import { engines, fallbackSeen, until } from "./lib/browsers.mjs";
import { answers, focused, gone, many, press, ready, shows, texts, value, write } from "./lib/follow.mjs";

const titles = (page) => texts(page, ".answer .plain");

for (const engine of Object.keys(engines)) {
  describe(`in ${engine}`, () => {
    const through = stage(engine);

    test("answers are found without marks and by filters, and opened in their place", () =>
      through({ prepare: answers() }, async ({ page, wrong }) => {
        await ready(page);
        assert.deepEqual(await titles(page), ["Chờ quá lâu ở bộ phận một cửa", "Nên có ghế cho người già", "Bảng chữ nhỏ <b>quá</b>"]);
        await write(page, "find", "ghe nguoi gia");
        await shows(page, ".count", "1 câu trả lời");
        assert.deepEqual(await titles(page), ["Nên có ghế cho người già"]);
        await write(page, "find", "không có đâu");
        await shows(page, ".count", "Không có câu trả lời nào như vậy");
        await press(page, "[data-act=unfilter]");
        await shows(page, ".count", "3 câu trả lời");
        assert.equal(await value(page, "find"), "");
        await write(page, "agency", "phuong-o-cho-dua");
        await shows(page, ".count", "1 câu trả lời");
        await press(page, ".answer .plain");
        await shows(page, ".whole", "Chờ từ 8 giờ tới 11 giờ chưa được gọi.");
        await shows(page, ".whole .reply", "Đã thêm một quầy");
        assert.deepEqual(await texts(page, ".whole .reply a"), ["https://example.vn/lich?thang=7&quay=2"]);
        assert.equal(await page.evaluate(() => location.hash), "#cchc-feedback-answer=1024");
        await page.evaluate(() => history.back());
        await gone(page, ".whole");
        assert.deepEqual(wrong, []);
      }));

    test("an address opens its answer, however far down it is", () =>
      through({ prepare: answers("", { files: { answers: many(35) }, hash: "#cchc-feedback-answer=10" }) }, async ({ page, wrong }) => {
        await ready(page);
        await shows(page, ".whole", "Trả lời số 10");
        await focused(page, "[aria-expanded=true]");
        assert.equal((await titles(page)).length, 26);
        await press(page, "[data-act=more]");
        await until(page, () => document.querySelector("cchc-feedback").shadowRoot.querySelectorAll(".answer").length === 35 || document.querySelector("cchc-feedback").shadowRoot.querySelectorAll(".answer").length === 26);
        assert.deepEqual(wrong, []);
      }));

    test("more answers come at a press, and the focus is on the first of them", () =>
      through({ prepare: answers("", { files: { answers: many(25) } }) }, async ({ page, wrong }) => {
        await ready(page);
        assert.equal((await titles(page)).length, 10);
        await shows(page, "[data-act=more]", "Xem thêm (15)");
        await press(page, "[data-act=more]");
        await focused(page, `[data-value="15"]`);
        assert.equal((await titles(page)).length, 20);
        await press(page, "[data-act=more]");
        await gone(page, "[data-act=more]");
        assert.equal((await titles(page)).length, 25);
        assert.deepEqual(wrong, []);
      }));

    test("without network the last copy stays, and says how old it is", () =>
      through({ prepare: answers() }, async ({ page, proxy, url }) => {
        await ready(page);
        for (const path of ["/own/"]) proxy.faults.set(path, "cut");
        await page.goto(url);
        await ready(page, ["stale"]);
        await shows(page, ".status", "bản lưu");
        assert.equal((await titles(page)).length, 3);
      }));

    test("none yet is said calmly, and what cannot be had leaves the page its own words", () =>
      through({ prepare: answers("", { files: { answers: `{"version":"1.0","answers":[]}` } }) }, async ({ page, proxy, wrong }) => {
        await ready(page, ["empty"]);
        await shows(page, ".none", "Chưa có câu trả lời nào được đăng");
        assert.deepEqual(wrong, []);
        await page.goto(answers("", { files: { answers: null }, folder: "/without" })(proxy));
        await until(page, () => document.querySelector("cchc-feedback").getAttribute("data-state") === "failed");
        assert.equal(await page.evaluate(fallbackSeen), true);
      }));

    test("where the hub is named there is a way to follow new answers", () =>
      through({ prepare: answers(`hub="https://hub.example.vn/a" agency="so-noi-vu"`) }, async ({ page }) => {
        await ready(page);
        assert.deepEqual(await titles(page), ["Nên có ghế cho người già"]);
        const link = await page.evaluate(() => document.querySelector("cchc-feedback").shadowRoot.querySelector(".atom a").href);
        assert.equal(link, "https://hub.example.vn/a/api/v1/answers.atom?agency=so-noi-vu");
      }));
  });
}
