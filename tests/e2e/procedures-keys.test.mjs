// The lookup under real keys: what is typed reaches it as from a keyboard, letter by letter, and the field keeps every promise
// that its role makes to screen readers (ARIA Authoring Practices, combobox with list autocomplete and manual selection).

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { stage } from "./lib/act.mjs";
import { NOW, allIn, engines, until } from "./lib/browsers.mjs";
import { attribute, gone, prepare, press, shows, tag, texts, write } from "./lib/lookup.mjs";
import { putPage } from "./lib/server.mjs";

const BIRTH = "1.001193";
const MARRIAGE = "1.000894";

/** Puts the focus into the field. */
const enter = (page) => page.evaluate(() => document.querySelector("cchc-procedures").shadowRoot.querySelector("#find").focus());

/** What the field and its list say of themselves. */
const box = (page) =>
  page.evaluate(() => {
    const root = document.querySelector("cchc-procedures").shadowRoot;
    const field = root.querySelector("#find");
    const list = root.querySelector("[role=listbox]");
    const options = Array.from(root.querySelectorAll("[role=option]"));
    const id = field.getAttribute("aria-activedescendant");
    const active = id && root.querySelector(`[id="${id}"]`);
    return {
      value: field.value,
      isFocused: root.activeElement === field,
      isOpen: field.getAttribute("aria-expanded"),
      owns: !!list && field.getAttribute("aria-controls") === list.id && options.every((one) => list.contains(one)),
      count: options.length,
      at: active ? options.indexOf(active) : id ? "nowhere" : null,
      chosen: options.map((one, at) => (one.getAttribute("aria-selected") === "true" ? at : -1)).filter((at) => at >= 0),
      first: options[0] ? options[0].getAttribute("data-value") : "",
    };
  });

/** Waits until the field has a text, and what it found is shown. */
const typed = async (page, text) => {
  await until(page, (text) => document.querySelector("cchc-procedures").shadowRoot.querySelector("#find").value === text, text);
  return box(page);
};

/** Types by keys and gives after how many letters the first answer was, and stayed, the right one; 0 for never. */
async function lettersFor(page, text, code) {
  await enter(page);
  let found = 0;
  for (let end = 1; end <= text.length; end += 1) {
    await page.keyboard.type(text[end - 1]);
    const { first } = await typed(page, text.slice(0, end));
    if (first !== code) found = 0;
    else if (!found) found = end;
  }
  await press(page, "[data-act=clear]");
  await typed(page, "");
  return found;
}

for (const engine of Object.keys(engines)) {
  describe(`in ${engine}`, () => {
    const through = stage(engine);
    const opened = (attributes, act) =>
      through({ prepare: prepare(attributes), date: NOW }, async (all) => {
        await until(all.page, allIn, ["ready"]);
        await act(all);
        assert.deepEqual(all.wrong, []);
      });

    test("real keys find, letter by letter", (t) =>
      opened("", async ({ page }) => {
        for (const [text, code, most] of [
          ["khai sinh", BIRTH, 6],
          ["ket hon", MARRIAGE, 6],
          ["lam giay khai sinh", BIRTH, 18],
          ["dang ki ket hon", MARRIAGE, 15],
          ["d9a8ng ky1 khai sinh", BIRTH, 20],
          ["1.001193", BIRTH, 8],
        ]) {
          const letters = await lettersFor(page, text, code);
          t.diagnostic(`${text}: ${letters} letters`);
          assert.ok(letters > 0 && letters <= most, `${text}: ${letters} letters`);
        }
        // Four letters name no single procedure; all that is found is about the card.
        await enter(page);
        await page.keyboard.type("cccd");
        assert.ok((await typed(page, "cccd")).count > 0);
        const names = await texts(page, "[role=option]");
        assert.match(names[0], /căn cước/i);
      }));

    test("the field is a combobox in everything that it says", () =>
      opened("", async ({ page }) => {
        assert.deepEqual(await Promise.all(["role", "aria-autocomplete", "aria-expanded", "aria-activedescendant"].map((name) => attribute(page, "#find", name))), ["combobox", "list", "false", null]);
        assert.equal(await page.evaluate(() => document.querySelector("cchc-procedures").shadowRoot.querySelector("label[for=find]").textContent), "Tìm thủ tục hành chính");
        await enter(page);
        await page.keyboard.type("khai sinh");
        let now = await typed(page, "khai sinh");
        const { count } = now;
        assert.ok(count > 2);
        const expect = async (more) => {
          now = await box(page);
          const all = { value: "khai sinh", isFocused: true, isOpen: "true", owns: true, count, at: null, chosen: [], first: BIRTH, ...more };
          assert.deepEqual(now, all);
        };
        await expect({});
        // Down through all of them, and beyond the last one back to the field.
        for (let at = 0; at < count; at += 1) {
          await page.keyboard.press("ArrowDown");
          await expect({ at, chosen: [at] });
        }
        await page.keyboard.press("ArrowDown");
        await expect({});
        await page.keyboard.press("ArrowUp");
        await expect({ at: count - 1, chosen: [count - 1] });
        for (let at = count - 2; at >= 0; at -= 1) await page.keyboard.press("ArrowUp");
        await expect({ at: 0, chosen: [0] });
        await page.keyboard.press("ArrowUp");
        await expect({});
        // Escape closes and leaves the text; the next one empties the field.
        await page.keyboard.press("ArrowDown");
        await page.keyboard.press("Escape");
        await gone(page, "[role=option]");
        now = await box(page);
        assert.deepEqual([now.value, now.isOpen, now.at, now.isFocused], ["khai sinh", "false", null, true]);
        await page.keyboard.press("ArrowDown");
        await expect({ at: 0, chosen: [0] });
        // A letter leads back to the field.
        await page.keyboard.type("x");
        now = await typed(page, "khai sinhx");
        assert.deepEqual([now.at, now.chosen], [null, []]);
        await page.keyboard.press("Backspace");
        await typed(page, "khai sinh");
        await page.keyboard.press("Escape");
        await gone(page, "[role=option]");
        await page.keyboard.press("Escape");
        now = await typed(page, "");
        assert.deepEqual([now.isOpen, now.isFocused], ["false", true]);
      }));

    test("Enter and a click open; the focus goes to the heading and comes back to the field", () =>
      opened("", async ({ page }) => {
        const heading = () => until(page, () => /^h\d$/.test((document.querySelector("cchc-procedures").shadowRoot.activeElement || document.body).localName));
        const back = async (text) => {
          await press(page, "[data-act=back]");
          await until(page, () => (document.querySelector("cchc-procedures").shadowRoot.activeElement || document.body).id === "find");
          assert.equal((await typed(page, text)).first, BIRTH, "what was found is still there");
        };
        await enter(page);
        await page.keyboard.type("khai sinh");
        await typed(page, "khai sinh");
        // Nothing is chosen yet: Enter offers the first answer, the next one opens it.
        await page.keyboard.press("Enter");
        assert.equal((await box(page)).at, 0);
        await page.keyboard.press("Enter");
        await shows(page, ".about .name", "Thủ tục đăng ký khai sinh");
        await heading();
        assert.equal(await page.evaluate(() => location.hash), `#cchc-procedures=${BIRTH}`);
        await back("khai sinh");
        await press(page, "[role=option]");
        await shows(page, ".about .name", "Thủ tục đăng ký khai sinh");
        await heading();
        await back("khai sinh");
        assert.equal(await page.evaluate(() => location.hash), "");
      }));

    test("arrows and Enter in an empty field open nothing that is not seen", () =>
      opened("", async ({ page }) => {
        await enter(page);
        await page.keyboard.press("ArrowDown");
        assert.equal((await box(page)).at, null);
        await page.keyboard.press("Enter");
        await page.keyboard.press("Enter");
        assert.equal((await texts(page, ".about")).length, 0, "a procedure was opened");
      }));

    test("how many were found is said once the typing pauses, and each search is told to the page", () =>
      opened("", async ({ page }) => {
        const said = () => texts(page, "[role=status][aria-live=polite]");
        await page.evaluate(() => {
          window.told = [];
          document.addEventListener("cchc-procedures-search", ({ detail }) => window.told.push(detail.text));
          // What is said while the typing goes on would interrupt it.
          window.lines = [];
          const status = document.querySelector("cchc-procedures").shadowRoot.querySelector("[role=status]");
          new MutationObserver(() => window.lines.push(status.textContent)).observe(status, { childList: true, characterData: true, subtree: true });
        });
        assert.deepEqual(await said(), [""]);
        await enter(page);
        await page.keyboard.type("khai sinh");
        const { count } = await typed(page, "khai sinh");
        assert.ok(count > 1);
        await until(page, () => /^\d+ thủ tục$/.test(document.querySelector("cchc-procedures").shadowRoot.querySelector("[role=status]").textContent));
        await until(page, () => window.told.length > 0);
        const [lines, told] = await page.evaluate(() => [window.lines, window.told]);
        assert.equal(told[told.length - 1], "khai sinh");
        assert.ok(lines.length <= told.length, `${lines.length} lines for ${told.length} pauses`);
      }));

    test("a search that finds as many as the one before is a search too", () =>
      opened("", async ({ page }) => {
        await page.evaluate(() => {
          window.told = [];
          document.addEventListener("cchc-procedures-search", ({ detail }) => window.told.push([detail.text, detail.count]));
        });
        for (const text of [BIRTH, MARRIAGE]) {
          await enter(page);
          await page.keyboard.type(text);
          await typed(page, text);
          await until(page, (text) => window.told.some(([told, count]) => told === text && count === "1"), text);
          for (let n = 0; n < text.length; n += 1) await page.keyboard.press("Backspace");
        }
      }));

    test("a bad attribute is told once, and the default is used", () =>
      through({ prepare: prepare(`limit="0" level="phường" heading="9" recent="maybe" offline="x" contact="javascript:1" theme="pink"`), date: NOW }, async ({ page, wrong }) => {
        await until(page, allIn, ["ready"]);
        const names = ["limit", "level", "heading", "recent", "offline", "contact", "theme"];
        const told = () => names.map((name) => wrong.filter((line) => line.includes(`attribute ${name}=`)).length);
        // Another look at all attributes tells nothing anew.
        await page.evaluate(() => document.querySelector("cchc-procedures").setAttribute("limit", "3"));
        await enter(page);
        await page.keyboard.type("khai sinh");
        await until(page, () => document.querySelector("cchc-procedures").shadowRoot.querySelectorAll("[role=option]").length === 3);
        assert.deepEqual(told(), names.map(() => 1), wrong.join("\n"));
        assert.equal(wrong.length, names.length, wrong.join("\n"));
        assert.equal((await texts(page, ".help a")).length, 0);
        await press(page, "[data-act=clear]");
        await shows(page, "h3.title", "Thủ tục hay dùng");
      }));

    test("on the site of a ward its own level stands first, on that of a department its own procedures alone", () =>
      through({ prepare: (proxy) => putPage(proxy, `<main>${["", "phuong-o-cho-dua", "so-tai-chinh"].map((agency) => tag(`limit="40" ${agency && `agency="${agency}"`}`)).join("")}</main>`), date: NOW }, async ({ page, wrong }) => {
        await until(page, allIn, ["ready"]);
        const write = (text) => page.evaluate((text) => {
          for (const host of document.querySelectorAll("cchc-procedures")) {
            const field = host.shadowRoot.querySelector("#find");
            field.value = text;
            field.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
          }
        }, text);
        const found = () => page.evaluate(() => Array.from(document.querySelectorAll("cchc-procedures"), (host) => Array.from(host.shadowRoot.querySelectorAll("[role=option] .facts"), (one) => one.textContent)));
        await write("cap");
        // The department's name comes with the agencies.
        await until(page, () => document.querySelectorAll("cchc-procedures")[2].shadowRoot.querySelectorAll("[role=option]").length === 0);
        const [all, ofWard] = await found();
        assert.doesNotMatch(all[0], /cấp xã/);
        assert.match(ofWard[0], /cấp xã/);
        await write("kinh doanh");
        await until(page, () => document.querySelectorAll("cchc-procedures")[2].shadowRoot.querySelectorAll("[role=option]").length > 0);
        const own = (await found())[2];
        assert.ok(own.every((text) => text.includes("Sở Tài chính")), own.join("\n"));
        assert.deepEqual(wrong, []);
      }));

    test("what a reader chose instead of the page's own agency stays chosen", () =>
      opened(`agency="so-tai-chinh"`, async ({ page }) => {
        const chosen = () => page.evaluate(() => document.querySelector("cchc-procedures").shadowRoot.querySelector("[data-act=handler]").selectedOptions[0].textContent);
        await until(page, () => (document.querySelector("cchc-procedures").shadowRoot.querySelector("[data-act=handler]") || { value: "" }).value !== "");
        await write(page, "[data-act=handler]", "");
        await write(page, "#find", "khai sinh");
        await press(page, "[role=option]");
        await shows(page, ".about .name", "khai sinh");
        await press(page, "[data-act=back]");
        await shows(page, ".search", "Tìm thủ tục");
        assert.match(await chosen(), /Tất cả/);
      }));

    test("searches are not remembered where the page says so", () =>
      opened(`recent="off"`, async ({ page }) => {
        await enter(page);
        await page.keyboard.type("ket hon");
        await typed(page, "ket hon");
        await press(page, "[role=option]");
        await shows(page, ".about .name", "kết hôn");
        await press(page, "[data-act=back]");
        await press(page, "[data-act=clear]");
        await shows(page, ".popular", "khai sinh");
        assert.equal((await texts(page, ".recent")).length, 0);
        const kept = await page.evaluate(() => Object.keys(localStorage).map((key) => localStorage.getItem(key)).filter((value) => value.includes("ket hon")));
        assert.deepEqual(kept, []);
      }));
  });
}

describe("an input method of the system", () => {
  const through = stage();

  test("what it composes stays as it is, answers follow, and Enter ends the composing alone", () =>
    through({ prepare: prepare(), date: NOW }, async ({ page, wrong }) => {
      await until(page, allIn, ["ready"]);
      await enter(page);
      const client = await page.createCDPSession();
      await page.evaluate(() => {
        window.composed = [];
        for (const kind of ["compositionstart", "compositionupdate", "compositionend"]) document.addEventListener(kind, ({ type, data }) => window.composed.push([type, data]), true);
      });
      for (const text of ["d", "dd", "đ", "đă", "đăn", "đăng"]) {
        await client.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
        assert.equal((await typed(page, text)).value, text);
      }
      assert.ok((await box(page)).count > 0, "answers while composing");
      const keyed = { type: "rawKeyDown", key: "Process", code: "Enter", windowsVirtualKeyCode: 229 };
      await client.send("Input.dispatchKeyEvent", keyed);
      assert.equal((await box(page)).at, null);
      await client.send("Input.insertText", { text: "đăng" });
      await page.keyboard.type(" ");
      for (const text of ["k", "ky", "kí", "ký"]) {
        await client.send("Input.imeSetComposition", { text, selectionStart: text.length, selectionEnd: text.length });
        assert.equal((await typed(page, `đăng ${text}`)).value, `đăng ${text}`);
      }
      await client.send("Input.insertText", { text: "ký" });
      const { value, count } = await typed(page, "đăng ký");
      assert.equal(value, "đăng ký");
      assert.ok(count > 0);
      assert.ok((await page.evaluate(() => window.composed)).length > 10, "the browser did compose");
      assert.deepEqual(wrong, []);
    }));
});
