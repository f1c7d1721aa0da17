// What a citizen does with the form, in every engine: writes, errs, is told, puts it right, sends, and goes away with a
// receipt; rates a visit by one touch; wipes a computer that others use.

import assert from "node:assert/strict";
import { join } from "node:path";
import { describe, test } from "node:test";
import { stage } from "./lib/act.mjs";
import { NOW, allIn, engines, until } from "./lib/browsers.mjs";
import { attribute, choose, fillIn, focused, gone, listenTo, prepare, press, putHub, shows, texts, value, write } from "./lib/form.mjs";
import { root } from "./lib/paths.mjs";

const ready = (page) => until(page, allIn, ["ready"]);
const SEND = ".form [type=submit]";
/** A form whose hub answers. */
const answered = (attributes = "", hub = {}) => (proxy) => {
  putHub(proxy, hub);
  return prepare(attributes)(proxy);
};

for (const engine of Object.keys(engines)) {
  describe(`in ${engine}`, () => {
    const through = stage(engine);

    test("a citizen writes, sends, and has the receipt with its code before and after the agency has it", () =>
      through({ prepare: answered() }, async ({ page, wrong }) => {
        await ready(page);
        assert.deepEqual(await texts(page, "[data-wrong], .summary"), []);
        await fillIn(page);
        await shows(page, ".chosen", "Sở Nội vụ");
        await press(page, SEND);
        await shows(page, ".receipt .name", "Phiếu biên nhận");
        const [code, pin] = await texts(page, ".code");
        assert.match(code, /^[0-9A-Z]{5}-[0-9A-Z]{4}-[0-9A-Z]{5}$/);
        assert.match(pin, /^\d{6}$/);
        await until(page, () => (document.querySelector("cchc-feedback").shadowRoot.activeElement || {}).className === "name");
        await shows(page, ".outcome", "Cơ quan đã nhận được");
        await shows(page, ".receipt .facts", "12/01/2026");
        assert.deepEqual(await texts(page, ".code"), [code, pin], "the code stays what it was");
        await press(page, "[data-act=another]");
        await shows(page, SEND);
        for (const name of ["/title", "/body", "/agency"]) assert.equal(await value(page, name), "", name);
        assert.deepEqual(wrong, []);
      }));

    test("what is wrong is said at the top with the focus, leads to its field, and costs nothing that was typed", () =>
      through({ prepare: answered() }, async ({ page, wrong }) => {
        await ready(page);
        await write(page, "/body", "ngắn");
        await write(page, "/contact/email", "khong phai thu");
        await press(page, SEND);
        await shows(page, ".summary .title", "Có lỗi cần sửa");
        await until(page, () => (document.querySelector("cchc-feedback").shadowRoot.activeElement || {}).className === "summary");
        const lines = await texts(page, ".summary a");
        assert.equal(lines.length, 6, lines.join("; "));
        const found = await page.evaluate(() => {
          const root = document.querySelector("cchc-feedback").shadowRoot;
          return Array.from(root.querySelectorAll(".summary a"), (link) => {
            const pointer = link.getAttribute("data-value");
            const error = root.getElementById(`${pointer}-error`);
            const field = root.getElementById(pointer);
            link.click();
            const at = root.activeElement;
            return {
              says: error ? error.textContent : "",
              isTied: (field.getAttribute("aria-describedby") || "").split(" ").includes(`${pointer}-error`) && field.getAttribute("aria-invalid") === "true",
              isThere: at === field || field.contains(at),
              isSeen: error.closest(".group").getBoundingClientRect().top >= -1,
            };
          });
        });
        found.forEach((one, at) => assert.deepEqual(one, { says: `Lỗi: ${lines[at]}`, isTied: true, isThere: true, isSeen: true }));
        assert.equal(await value(page, "/body"), "ngắn");
        assert.equal(await value(page, "/contact/email"), "khong phai thu");
        await fillIn(page);
        await write(page, "/contact/email", "lan@example.vn");
        await press(page, SEND);
        await shows(page, ".receipt .name");
        assert.deepEqual(wrong, []);
      }));

    test("where the hub is not to be had, the receipt says that it waits on this device", () =>
      through({ prepare: answered("", { answer: "cut" }) }, async ({ page }) => {
        await ready(page);
        await fillIn(page);
        await press(page, SEND);
        await shows(page, ".outcome", "giữ trên máy này");
        await shows(page, "[data-act=send-now]");
        await press(page, "[data-act=another]");
        await shows(page, ".items[open] .plain", "chờ gửi");
        await press(page, ".items .plain");
        await shows(page, ".receipt .code");
      }));

    test("one touch rates, and says so in words", () =>
      through({ prepare: answered(`mode="rating"`) }, async ({ page, wrong }) => {
        await ready(page);
        assert.deepEqual(await texts(page, ".face"), ["Rất không hài lòng", "Không hài lòng", "Bình thường", "Hài lòng", "Rất hài lòng"]);
        await press(page, `.face[data-value="4"]`);
        await shows(page, ".outcome", "Đã ghi nhận: Hài lòng.");
        assert.equal(await attribute(page, `.face[data-value="4"]`, "aria-checked"), "true");
        await press(page, "[data-act=no-reason]");
        await shows(page, "[data-act=another]");
        assert.deepEqual(wrong, []);
      }));

    test("a shared computer is wiped after one question", () =>
      through({ prepare: answered() }, async ({ page, wrong }) => {
        await ready(page);
        await write(page, "/title", "Chuyện riêng");
        await press(page, "[data-act=wipe]");
        await shows(page, ".wiping .name", "Xoá hết");
        await press(page, "[data-act=wipe-not]");
        await shows(page, SEND);
        assert.equal(await value(page, "/title"), "Chuyện riêng");
        await press(page, "[data-act=wipe]");
        await shows(page, "[data-act=wipe-do]");
        await press(page, "[data-act=wipe-do]");
        await shows(page, ".wiping .name", "Đã xoá hết");
        await press(page, "[data-act=another]");
        await shows(page, SEND);
        assert.equal(await value(page, "/title"), "");
        await page.reload();
        await ready(page);
        assert.equal(await value(page, "/title"), "");
        assert.deepEqual(wrong, []);
      }));
  });
}

describe("what goes out", () => {
  const through = stage();

  test("an item says what the citizen filled in, what she agreed to and when, and nothing else", () =>
    through({ prepare: answered(), date: NOW }, async ({ page, proxy, wrong }) => {
      await ready(page);
      const sent = listenTo(page);
      await fillIn(page);
      // Of a kind that was left again, nothing goes along.
      await write(page, "/answers/so-ho-so", "H01");
      await choose(page, "/kind", "khen");
      await gone(page, "[name='/answers/so-ho-so']");
      await press(page, SEND);
      await shows(page, ".outcome", "Cơ quan đã nhận được");
      const { client_created_at, consent, ...item } = sent[0];
      assert.deepEqual(item, {
        ...item,
        form: "gop-y",
        form_version: 3,
        kind: "khen",
        topic: "mot-cua",
        agency: "so-noi-vu",
        title: "Chờ quá lâu",
        lang: "vi",
        page: `${proxy.origin}/trang.html`,
      });
      assert.ok(!item.answers || !Object.keys(item.answers).length, "answers of another kind");
      assert.deepEqual({ ...consent, given_at: "" }, { id: "gop-y", version: "2026-01", purposes: ["giai-quyet"], given_at: "" });
      assert.equal(Date.parse(consent.given_at), NOW);
      assert.equal(Date.parse(client_created_at), NOW);
      assert.deepEqual(wrong, []);
    }));

  test("a rating and its reason are one item", () =>
    through({ prepare: answered(`mode="rating"`) }, async ({ page, wrong }) => {
      await ready(page);
      const sent = listenTo(page);
      await press(page, `.face[data-value="1"]`);
      await shows(page, "textarea");
      await press(page, `.face[data-value="2"]`);
      await write(page, "/body", "Chờ quá lâu");
      await press(page, ".form [type=submit]");
      await shows(page, ".hint", "Cơ quan đã nhận được");
      assert.deepEqual(sent.map(({ kind, rating, body }) => [kind, rating, body]), [["rating", 2, "Chờ quá lâu"]]);
      assert.deepEqual(wrong, []);
    }));

  test("what the hub refuses is said, and comes back to be put right", () => {
    const answer = { type: "/errors#form-gone", title: "Biểu mẫu đã đóng", status: 410, code: "form-gone", detail: "Biểu mẫu này không còn nhận ý kiến.", detail_en: "This form takes nothing any more.", errors: [] };
    return through({ prepare: answered("", { status: 410, answer }) }, async ({ page }) => {
      await ready(page);
      await fillIn(page);
      await press(page, SEND);
      await shows(page, ".receipt .items", "không còn nhận ý kiến");
      assert.deepEqual(await texts(page, ".code, .qr"), [], "no code for what was not taken");
      await press(page, "[data-act=repair]");
      await shows(page, SEND);
      assert.equal(await value(page, "/title"), "Chờ quá lâu");
      assert.equal(await value(page, "/agency"), "Sở Nội vụ");
    });
  });

  test("files are listed with name and size, can be taken out again, and are never more than the form allows", () =>
    through({ prepare: answered() }, async ({ page, wrong }) => {
      await ready(page);
      const field = await page.evaluateHandle(() => document.querySelector("cchc-feedback").shadowRoot.querySelector("[type=file]"));
      await field.uploadFile(...Array(6).fill(join(root, "examples/procedures.png")));
      await until(page, () => document.querySelector("cchc-feedback").shadowRoot.querySelectorAll(".file").length === 5);
      await shows(page, ".file strong", "procedures.");
      await until(page, () => Array.from(document.querySelector("cchc-feedback").shadowRoot.querySelectorAll(".file .state")).every((one) => /^Sẵn sàng gửi, [\d,]+ (kB|MB)$/.test(one.textContent)));
      assert.equal(await page.evaluate(() => document.querySelector("cchc-feedback").shadowRoot.querySelector("[type=file]").disabled), true);
      assert.equal(await attribute(page, ".file [data-act=detach]", "aria-label"), "Bỏ tệp: procedures.jpg", "as it was made ready");
      await press(page, ".file [data-act=detach]");
      await until(page, () => document.querySelector("cchc-feedback").shadowRoot.querySelectorAll(".file").length === 4);
      await until(page, () => document.querySelector("cchc-feedback").shadowRoot.querySelector("[type=file]:focus"));
      // Small pictures are drawn, wherever the list moved them.
      await until(page, () => Array.from(document.querySelector("cchc-feedback").shadowRoot.querySelectorAll("canvas")).every((one) => one.getContext("2d").getImageData(0, 0, one.width, one.height).data.some((byte) => byte > 0)));
      assert.equal((await texts(page, "canvas")).length, 4);
      assert.deepEqual(wrong, []);
    }));

  test("the page is told what happens, and never what was written", () =>
    through({ prepare: answered() }, async ({ page }) => {
      await page.evaluate(() => {
        window.told = [];
        for (const name of ["start", "queued", "sent", "wiped"]) document.addEventListener(`cchc-feedback-${name}`, (event) => window.told.push([name, Object.keys(event.detail).sort().join()]));
      });
      await ready(page);
      await fillIn(page);
      await press(page, SEND);
      await shows(page, ".outcome", "Cơ quan đã nhận được");
      await press(page, "[data-act=wipe]");
      await shows(page, "[data-act=wipe-do]");
      await press(page, "[data-act=wipe-do]");
      await until(page, () => window.told.length === 4);
      assert.deepEqual(await page.evaluate(() => window.told), [["start", "form"], ["queued", "code,kind"], ["sent", "code,kind"], ["wiped", ""]]);
    }));

  test("the dialog takes the focus, keeps it, and gives it back", () =>
    through({ prepare: answered(`mode="button"`) }, async ({ page, wrong }) => {
      await ready(page);
      await press(page, "[data-act=dialog]");
      await shows(page, ".dialog .name");
      await until(page, () => (document.querySelector("cchc-feedback").shadowRoot.activeElement || {}).className === "dialog");
      await page.keyboard.down("Shift");
      await page.keyboard.press("Tab");
      await page.keyboard.up("Shift");
      assert.equal(await page.evaluate(() => document.querySelector("cchc-feedback").shadowRoot.activeElement.getAttribute("data-act")), "wipe");
      await page.keyboard.press("Tab");
      assert.equal(await page.evaluate(() => document.querySelector("cchc-feedback").shadowRoot.activeElement.getAttribute("data-act")), "close");
      await page.keyboard.press("Escape");
      await gone(page, ".dialog");
      await until(page, () => document.querySelector("cchc-feedback").shadowRoot.querySelector("[data-act=dialog]:focus"));
      assert.deepEqual(wrong, []);
    }));

  test("an agency that the page names is not asked for, and a form that is not there leaves the fallback", () =>
    through({ prepare: answered(`agency="phuong-hoan-kiem" lang="en"`) }, async ({ page, wrong }) => {
      await ready(page);
      await shows(page, ".fixed", "Hoan Kiem Ward");
      assert.deepEqual(await texts(page, "[name='/agency']"), []);
      assert.deepEqual(wrong, []);
      await page.evaluate(() => document.querySelector("cchc-feedback").setAttribute("form", "khong-co"));
      await until(page, allIn, ["failed"]);
      assert.ok(await page.evaluate(() => document.querySelector("cchc-feedback a").getClientRects().length > 0));
      assert.equal(await focused(page), "");
    }));
});
