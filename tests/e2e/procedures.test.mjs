// What a citizen does with the lookup, in every engine: types in her own way, goes through the answers by keys, opens one,
// ticks its papers, finds her ward, shares, prints, comes by an address and goes back.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { stage } from "./lib/act.mjs";
import { NOW, allIn, engines, until } from "./lib/browsers.mjs";
import { attribute, gone, key, prepare, press, shows, texts, typed, write } from "./lib/lookup.mjs";

const BIRTH = "1.001193";
for (const engine of Object.keys(engines)) {
  describe(`in ${engine}`, () => {
    const through = stage(engine);

    test("every way of typing finds, most of them within a few letters", () =>
      through({ prepare: prepare(), date: NOW }, async ({ page, wrong }) => {
        await until(page, allIn, ["ready"]);
        for (const [text, code, most] of [
          ["khai sinh", BIRTH, 6],
          ["dang ky khai sinh", BIRTH, 17],
          ["lam giay khai sinh", BIRTH, 15],
          ["dang ki ket hon", "1.000894", 15],
          ["ket hon", "1.000894", 6],
          ["d9a8ng ky1 khai sinh", BIRTH, 20],
          ["ddawng kys khai sinh", BIRTH, 20],
          ["dangkykhaisinh", BIRTH, 14],
          ["1.001193", BIRTH, 8],
          ["1001193", BIRTH, 7],
        ]) {
          const letters = await typed(page, text, code);
          assert.ok(letters > 0 && letters <= most, `${text}: ${letters} letters`);
        }
        await write(page, "#find", "cccd");
        await shows(page, ".note", "thẻ căn cước");
        assert.deepEqual(wrong, []);
      }));

    test("keys go through the answers and back to the field, open one, and close", () =>
      through({ prepare: prepare(), date: NOW }, async ({ page, wrong }) => {
        await until(page, allIn, ["ready"]);
        assert.equal(await attribute(page, "#find", "aria-expanded"), "false");
        await write(page, "#find", "khai sinh");
        await until(page, () => document.querySelector("cchc-procedures").shadowRoot.querySelector("#find").getAttribute("aria-expanded") === "true");
        const at = () => attribute(page, "#find", "aria-activedescendant");
        assert.equal(await key(page, "ArrowDown"), true);
        await shows(page, "[aria-selected=true]", "khai sinh");
        assert.equal(await at(), "option-0");
        await key(page, "ArrowUp");
        await gone(page, "[aria-selected=true]");
        assert.equal(await at(), null);
        await key(page, "ArrowUp");
        const last = (await texts(page, "[role=option]")).length - 1;
        await until(page, (id) => document.querySelector("cchc-procedures").shadowRoot.querySelector("#find").getAttribute("aria-activedescendant") === id, `option-${last}`);
        // While an input method composes, Enter and Escape are its own.
        for (const composing of [{ isComposing: true }, { keyCode: 229 }]) {
          assert.equal(await key(page, "Enter", composing), false);
          await key(page, "Escape", composing);
        }
        assert.equal(await at(), `option-${last}`);
        await key(page, "Escape");
        await gone(page, "[role=option]");
        await write(page, "#find", "khai sinh ");
        await shows(page, "[role=option]", "khai sinh");
        await key(page, "ArrowDown");
        await shows(page, "[aria-selected=true]", "khai sinh");
        await key(page, "Enter");
        await shows(page, ".about .name", "Thủ tục đăng ký khai sinh");
        await until(page, () => document.querySelector("cchc-procedures").shadowRoot.activeElement.className === "name");
        assert.equal(await page.evaluate(() => location.hash), `#cchc-procedures=${BIRTH}`);
        await press(page, "[data-act=back]");
        await shows(page, "[role=option]", "khai sinh");
        assert.equal(await page.evaluate(() => location.hash), "");
        await until(page, () => document.querySelector("cchc-procedures").shadowRoot.activeElement.id === "find");
        assert.deepEqual(wrong, []);
      }));

    test("what an input method composes stays as it is, and is looked for at once", () =>
      through({ prepare: prepare(), date: NOW }, async ({ page, wrong }) => {
        await until(page, allIn, ["ready"]);
        const kept = await page.evaluate(async () => {
          const field = document.querySelector("cchc-procedures").shadowRoot.querySelector("#find");
          const tell = (event) => field.dispatchEvent(event);
          field.focus();
          // Only what a script writes is counted: nothing may be written into a field that composes.
          let written = 0;
          const known = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value");
          Object.defineProperty(field, "value", { configurable: true, get: () => known.get.call(field), set: (value) => { written += 1; known.set.call(field, value); } });
          tell(new CompositionEvent("compositionstart", { bubbles: true, composed: true }));
          for (const text of ["k", "kê", "kết", "kết h", "kết hô", "kết hôn"]) {
            known.set.call(field, text);
            tell(new CompositionEvent("compositionupdate", { data: text, bubbles: true, composed: true }));
            tell(new InputEvent("input", { data: text, isComposing: true, bubbles: true, composed: true }));
            await new Promise((done) => setTimeout(done));
          }
          const during = document.querySelector("cchc-procedures").shadowRoot.querySelector("[role=option]");
          tell(new CompositionEvent("compositionend", { data: "kết hôn", bubbles: true, composed: true }));
          return { value: known.get.call(field), written, found: during ? during.textContent : "" };
        });
        assert.equal(kept.value, "kết hôn");
        assert.equal(kept.written, 0);
        assert.match(kept.found, /kết hôn/);
        assert.deepEqual(wrong, []);
      }));

    test("filters narrow, are counted, and are taken away", () =>
      through({ prepare: prepare(`limit="5"`), date: NOW }, async ({ page, wrong }) => {
        await until(page, allIn, ["ready"]);
        await write(page, "#find", "đăng ký");
        await shows(page, ".count", "thủ tục");
        const all = parseInt((await texts(page, ".count"))[0], 10);
        const choice = (await texts(page, "[data-act=level] option")).find((text) => text.startsWith("Phường, xã"));
        const said = parseInt(/\((\d+)\)/.exec(choice)[1], 10);
        assert.ok(said > 0 && said < all, `${said} of ${all}`);
        await write(page, "[data-act=level]", "ward");
        await shows(page, "summary", "Lọc (1)");
        assert.equal(parseInt((await texts(page, ".count"))[0], 10), said);
        assert.equal((await texts(page, "[role=option]")).length, 5);
        await press(page, "[data-act=more]");
        await until(page, () => document.querySelector("cchc-procedures").shadowRoot.querySelectorAll("[role=option]").length > 5);
        await press(page, "[data-act=unfilter]");
        await shows(page, ".count", `${all} thủ tục`);
        assert.deepEqual(wrong, []);
      }));

    test("what is not there leads to help, and what was searched for is remembered until it is forgotten", () =>
      through({ prepare: prepare(`contact="tel:1022" feedback="https://example.vn/gop-y"`), date: NOW }, async ({ page, wrong }) => {
        await until(page, allIn, ["ready"]);
        await write(page, "#find", "qwxz");
        await shows(page, ".none", "Chưa tìm thấy");
        const links = await page.evaluate(() => Array.from(document.querySelector("cchc-procedures").shadowRoot.querySelectorAll(".help a"), (link) => link.getAttribute("href")));
        assert.deepEqual(links, ["tel:1022", "https://example.vn/gop-y"]);
        await shows(page, ".popular li", "Thủ tục đăng ký khai sinh");
        await until(page, () => document.querySelector("cchc-procedures").shadowRoot.querySelector("[role=status]").textContent === "Chưa tìm thấy thủ tục nào.");
        await write(page, "#find", "ket hon");
        await until(page, () => /^\d+ thủ tục$/.test(document.querySelector("cchc-procedures").shadowRoot.querySelector("[role=status]").textContent));
        await press(page, "[role=option]");
        await shows(page, ".about .name", "kết hôn");
        await press(page, "[data-act=back]");
        await press(page, "[data-act=clear]");
        await shows(page, ".recent", "ket hon");
        await press(page, "[data-act=again]");
        await shows(page, "[role=option]", "kết hôn");
        await press(page, "[data-act=clear]");
        await press(page, "[data-act=forget]");
        await gone(page, ".recent");
        assert.deepEqual(wrong, []);
      }));

    test("an address opens a procedure, ticks outlive a reload, and the browser's way back closes it", () =>
      through({ prepare: prepare("", "#cchc-procedures=1.004222"), date: NOW }, async ({ page, wrong }) => {
        await shows(page, ".about .name", "Đăng ký thường trú");
        await shows(page, ".ways", "7 ngày làm việc");
        await shows(page, ".ways", "20.000 đồng");
        await page.evaluate(() => document.querySelector("cchc-procedures").shadowRoot.querySelector(".tick").click());
        await shows(page, ".progress", "1/8");
        await page.reload();
        await shows(page, ".progress", "1/8");
        await write(page, "[data-act=case]", "1");
        await shows(page, ".progress", "1/2");
        await press(page, "[data-act=untick]");
        await shows(page, ".progress", "0/2");
        await page.evaluate(() => (location.hash = "#cchc-procedures=1.000894"));
        await shows(page, ".about .name", "kết hôn");
        await page.evaluate(() => history.back());
        await shows(page, ".about .name", "Đăng ký thường trú");
        await page.evaluate(() => (location.hash = "#muc-khac"));
        await shows(page, ".popular", "khai sinh");
        assert.deepEqual(wrong, []);
      }));

    test("the ward is found without marks, and is remembered", () =>
      through({ prepare: prepare("", "#cchc-procedures=1.004222"), date: NOW }, async ({ page, wrong }) => {
        await shows(page, ".place", "Công an cấp xã");
        await write(page, "[data-act=ward-find]", "o cho dua");
        await shows(page, ".ward .button", "Phường Ô Chợ Dừa");
        await press(page, ".ward .button");
        await shows(page, ".ward", "Phường, xã của tôi: Phường Ô Chợ Dừa");
        await page.reload();
        await shows(page, ".ward", "Phường Ô Chợ Dừa");
        await press(page, "[data-act=ward]");
        await gone(page, ".ward strong");
        assert.deepEqual(wrong, []);
      }));

    test("the page is told what is open, in words for search engines, and what was looked for", () =>
      through({ prepare: prepare(), date: NOW }, async ({ page, wrong }) => {
        await until(page, allIn, ["ready"]);
        await page.evaluate(() => {
          window.told = [];
          for (const name of ["cchc-procedures-open", "cchc-procedures-search"]) document.addEventListener(name, ({ type, detail }) => window.told.push([type, detail]));
        });
        await write(page, "#find", BIRTH);
        await until(page, () => window.told.length === 1);
        await press(page, "[role=option]");
        await until(page, () => window.told.length === 2);
        const [[search, asked], [open, detail]] = await page.evaluate(() => window.told);
        assert.deepEqual([search, asked.text, asked.count, open, detail.id], ["cchc-procedures-search", BIRTH, "1", "cchc-procedures-open", BIRTH]);
        const data = JSON.parse(detail.linkedData);
        assert.deepEqual([data["@type"], data.identifier, data.name], ["GovernmentService", BIRTH, "Thủ tục đăng ký khai sinh"]);
        assert.ok(data.url.endsWith(`#cchc-procedures=${BIRTH}`));
        assert.deepEqual(wrong, []);
      }));

    test("only the procedure is printed", () =>
      through({ prepare: prepare("", `#cchc-procedures=${BIRTH}`), date: NOW }, async ({ page, wrong }) => {
        await shows(page, ".papers", "Tờ khai đăng ký khai sinh");
        const seen = await page.evaluate(() => {
          const heads = () => Array.from(document.querySelectorAll("h1, h2"), (head) => head.getClientRects().length);
          let during;
          window.print = () => (during = heads());
          document.querySelector("cchc-procedures").shadowRoot.querySelector("[data-act=print]").click();
          dispatchEvent(new Event("afterprint"));
          return { during, after: heads() };
        });
        assert.deepEqual(seen, { during: [0, 0], after: [1, 1] });
        assert.deepEqual(wrong, []);
      }));

    test("attributes say where the page is at home", () =>
      through({ prepare: prepare(`field="Hộ tịch" level="ward" heading="4" lang="en" procedure="1.000894"`), date: NOW }, async ({ page, wrong }) => {
        await shows(page, "h4.name", "kết hôn");
        await press(page, "[data-act=back]");
        await shows(page, ".label", "Find an administrative procedure");
        await write(page, "#find", "cap");
        await shows(page, "[role=option]", "Hộ tịch");
        const fields = await texts(page, ".facts");
        assert.ok(fields.length > 0 && fields.every((text) => text.includes("Hộ tịch")), fields.join(" | "));
        assert.deepEqual(wrong, []);
      }));
  });
}
