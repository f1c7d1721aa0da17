// What a citizen does to follow her item, in every engine: types two codes, reads the answer, rates it, says that it solves
// nothing, takes the item back, has it erased; and what she is told when something is wrong.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { stage } from "./lib/act.mjs";
import { engines, until } from "./lib/browsers.mjs";
import { CODE, PIN, find, focused, follow, gone, look, press, ready, shows, texts, tracked, value, write } from "./lib/follow.mjs";
import * as form from "./lib/form.mjs";

/** Keeps what the widget tells the page. */
const listen = (page) => page.evaluate(() => {
  window.heard = [];
  for (const name of ["tracked", "answer-rated", "unsolved", "withdrawn", "erased"]) {
    addEventListener(`cchc-feedback-${name}`, (event) => window.heard.push(`${name} ${JSON.stringify(event.detail)}`));
  }
});
const heard = (page) => page.evaluate(() => window.heard);

for (const engine of Object.keys(engines)) {
  describe(`in ${engine}`, () => {
    const through = stage(engine);

    test("two codes, however they are typed, lead to the item with its answer", () =>
      follow(through, {}, async ({ page, hub, wrong }) => {
        await ready(page);
        await listen(page);
        await write(page, "code", CODE.toLowerCase().replace(/-/g, " "));
        assert.equal(await value(page, "code"), CODE);
        await write(page, "pin", "072 666");
        await press(page, "[type=submit]");
        await shows(page, ".name", "Chờ quá lâu");
        await focused(page, ".name");
        assert.deepEqual(hub.asked, [{ path: "track", body: { code: CODE, pin: PIN }, type: "application/json" }]);
        assert.deepEqual(await texts(page, ".outcome"), ["Đã trả lời"]);
        assert.deepEqual(await texts(page, ".item dd"), [CODE, "Phản ánh", "Phường Ô Chợ Dừa", "09:30 06/07/2026", "15/07/2026"]);
        // Markup in an answer is text, an address is a link.
        await shows(page, ".reply .line", "<b>Từ ngày 15/7</b> có thêm một quầy buổi sáng.");
        assert.deepEqual(await texts(page, ".reply a"), ["https://example.vn/lich"]);
        assert.equal((await texts(page, ".moment")).length, 3);
        await shows(page, ".moment", "Thuộc bộ phận một cửa của phường.");
        // Nothing of it is in the address, and nothing is kept.
        const left = await page.evaluate(() => location.href + JSON.stringify(localStorage) + document.cookie);
        assert.ok(!left.includes(PIN) && !left.includes(CODE), left);
        assert.deepEqual(await heard(page), [`tracked {"status":"answered"}`]);
        await press(page, "[data-act=other]");
        await focused(page, "#code");
        assert.deepEqual([await value(page, "code"), await value(page, "pin")], ["", ""]);
        assert.deepEqual(wrong, []);
      }));

    test("what cannot be a code is said at once, at the top and at its field", () =>
      follow(through, {}, async ({ page, hub, wrong }) => {
        await ready(page);
        await look(page, "A8PVW-79HR-B38XC", "12");
        await focused(page, ".summary");
        assert.deepEqual(await texts(page, ".summary a"), ["Mã theo dõi thiếu hoặc sai ký tự; hãy so lại với phiếu biên nhận", "Hãy nhập đủ 6 chữ số của mã PIN"]);
        assert.equal((await texts(page, "[aria-invalid=true]")).length, 2);
        await press(page, ".summary a");
        await focused(page, "#code");
        assert.deepEqual(hub.asked, []);
        assert.deepEqual([await value(page, "code"), await value(page, "pin")], ["A8PVW-79HR-B38XC", "12"]);
        assert.deepEqual(wrong, []);
      }));

    test("every failure is told in words, and nothing that was typed is lost", () =>
      follow(through, {}, async ({ page, hub }) => {
        await ready(page);
        for (const [fault, words] of [
          ["cut", "Chưa kết nối được"],
          [502, "Máy chủ đang bận"],
          [404, "Chưa kết nối được"],
          [{ status: 404, code: "item-unknown" }, "Không tìm thấy ý kiến nào"],
          [{ status: 403, code: "origin-refused" }, "chưa được phép tra cứu"],
          [{ status: 429, code: "limited", headers: { "retry-after": "600" } }, "Thử lại được từ "],
        ]) {
          hub.always(fault);
          await look(page);
          await shows(page, ".trouble", words);
          await focused(page, ".trouble");
          assert.deepEqual([await value(page, "code"), await value(page, "pin")], [CODE, PIN]);
        }
        hub.always();
        await look(page, CODE, "111111");
        await shows(page, ".trouble", "Không tìm thấy ý kiến nào");
        await look(page);
        await shows(page, ".outcome", "Đã trả lời");
      }));

    test("an answer is rated with a face and a reason, and the item is opened again once", () =>
      follow(through, {}, async ({ page, hub, wrong }) => {
        await find(page);
        await listen(page);
        await press(page, ".rating [type=submit]");
        await shows(page, ".rating .error", "Hãy chọn một mức hài lòng");
        await press(page, `.face[data-value="2"]`);
        await write(page, "note", "Chưa rõ");
        hub.always("cut");
        await press(page, ".rating [type=submit]");
        await shows(page, ".trouble", "Chưa kết nối được");
        assert.equal(await value(page, "note"), "Chưa rõ");
        hub.always();
        await press(page, ".rating [type=submit]");
        await shows(page, ".done", "Đã ghi nhận đánh giá");
        await focused(page, ".done");
        assert.deepEqual(hub.asked.at(-1), { path: "track/rating", body: { code: CODE, pin: PIN, rating: 2, note: "Chưa rõ" }, type: "application/json" });
        await press(page, ".unsolved summary");
        await press(page, ".unsolved [type=submit]");
        await shows(page, ".unsolved .error", "Hãy viết điều chưa được giải quyết");
        await write(page, "reason", "Sáng nay vẫn một quầy.");
        await press(page, ".unsolved [type=submit]");
        await shows(page, ".done", "được mở lại");
        assert.equal(hub.asked.at(-1).body.reason, "Sáng nay vẫn một quầy.");
        await shows(page, ".outcome", "Đang giải quyết");
        await gone(page, ".unsolved");
        assert.deepEqual(await heard(page), [`answer-rated {"rating":"2"}`, "unsolved {}"]);
        if (engine !== "webkit") assert.deepEqual(wrong.filter((line) => !/ERR_EMPTY_RESPONSE|Cross-Origin|Failed to load/.test(line)), []);
      }));

    test("taking back and erasing each wait for a second word", () =>
      follow(through, { item: { ...tracked(), status: "received", label: "Đã nhận", reply: undefined, can_rate: false, can_dispute: false, can_withdraw: true, is_overdue: true } }, async ({ page, hub, wrong }) => {
        await find(page);
        await shows(page, ".late", "Quá hạn trả lời");
        await press(page, "[data-act=confirm][data-value=withdraw]");
        await focused(page, ".confirming .title");
        await press(page, ".confirming [data-act=confirm]");
        await gone(page, ".confirming");
        assert.equal(hub.asked.length, 1);
        await press(page, "[data-act=confirm][data-value=withdraw]");
        await shows(page, "[data-act=do]");
        await press(page, "[data-act=do]");
        await shows(page, ".done", "Đã rút lại ý kiến");
        await shows(page, ".outcome", "Ông bà đã rút lại");
        await press(page, "[data-act=confirm][data-value=erase]");
        await shows(page, ".confirming", "không khôi phục được");
        await press(page, "[data-act=do]");
        await shows(page, ".done", "Đã xóa nội dung");
        await gone(page, ".leave");
        assert.deepEqual(hub.asked.map((one) => one.path), ["track", "track/withdraw", "track/erase"]);
        assert.deepEqual(wrong, []);
      }));

    test("an address leads to an item, and asks for its PIN", () =>
      follow(through, { hash: `#cchc-feedback=${CODE}` }, async ({ page, wrong }) => {
        await ready(page);
        await focused(page, "#pin");
        assert.deepEqual([await value(page, "code"), await value(page, "pin")], [CODE, ""]);
        await write(page, "pin", PIN);
        await press(page, "[type=submit]");
        await shows(page, ".outcome");
        await page.evaluate(() => (location.hash = "#cchc-feedback=7K3QX-9F2M-RT84W"));
        await gone(page, ".outcome");
        await until(page, () => document.querySelector("cchc-feedback").shadowRoot.querySelector("#code").value === "7K3QX-9F2M-RT84W");
        assert.deepEqual(wrong, []);
      }));

    test("what this device sent is followed by one press, until the computer is wiped", () =>
      follow(through, { after: `<h2>Gửi</h2><cchc-feedback id="gui"></cchc-feedback>` }, async ({ page, hub }) => {
        await ready(page);
        // The form's helpers look for the first of the page.
        const first = (id) => page.evaluate((id) => document.querySelector("main").prepend(document.getElementById(id)), id);
        await until(page, () => !!document.getElementById("gui").shadowRoot.querySelector("form"));
        await first("gui");
        await form.fillIn(page);
        await form.press(page, ".form [type=submit]");
        await form.shows(page, ".outcome", "Cơ quan đã nhận được");
        const [code, pin] = await form.texts(page, ".code");
        hub.items.set(code + pin, { ...tracked(), code });
        // The receipt leads there, with both codes filled in.
        await shows(page, ".sent .plain", code);
        await form.press(page, "a[data-act=track]");
        await until(page, (code, pin) => {
          const root = document.getElementById("theo").shadowRoot;
          return root.querySelector("#code").value === code && root.querySelector("#pin").value === pin;
        }, code, pin);
        assert.ok((await page.evaluate(() => location.href)).endsWith(`#cchc-feedback=${code}`));
        await press(page, ".sent .plain");
        await shows(page, ".outcome", "Đã trả lời");
        assert.equal(hub.asked.at(-1).body.code, code);
        await form.press(page, "[data-act=wipe]");
        await form.shows(page, "[data-act=wipe-do]");
        await form.press(page, "[data-act=wipe-do]");
        await shows(page, "#code");
        await gone(page, ".sent");
        assert.deepEqual([await value(page, "code"), await value(page, "pin")], ["", ""]);
      }));

    test("an element that becomes another is another", () =>
      follow(through, {}, async ({ page, wrong }) => {
        const becomes = async (mode, selector) => {
          await page.evaluate((mode) => document.getElementById("theo").setAttribute("mode", mode), mode);
          await until(page, (selector) => !!document.getElementById("theo").shadowRoot.querySelector(selector), selector);
          assert.equal(await page.evaluate(() => document.getElementById("theo").shadowRoot.querySelectorAll(".root").length), 1);
        };
        await ready(page);
        await becomes("answers", "#find");
        await becomes("form", "[name='/body']");
        await becomes("rating", ".faces");
        await becomes("track", "#code");
        assert.deepEqual(wrong, []);
      }));
  });
}
