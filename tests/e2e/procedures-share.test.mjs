// The lookup in the world outside of it: links and QR codes that lead to a procedure, paper, and other lookups on the page.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { stage } from "./lib/act.mjs";
import { NOW, allIn, engines, until } from "./lib/browsers.mjs";
import { drawn, scanned } from "./lib/camera.mjs";
import { gone, prepare, press, shows, tag, texts, write } from "./lib/lookup.mjs";
import { putPage } from "./lib/server.mjs";

const BIRTH = "1.001193";

/** Presses the box of a paper, by its place. */
const tick = (page, n) => page.evaluate((n) => document.querySelector("cchc-procedures").shadowRoot.querySelectorAll(".tick")[n].click(), n);

/** Places of the boxes that have a mark. */
const ticked = (page) => page.evaluate(() => Array.from(document.querySelector("cchc-procedures").shadowRoot.querySelectorAll(".tick"), (one) => one.checked).map((on, at) => (on ? at : -1)).filter((at) => at >= 0));

for (const engine of Object.keys(engines)) {
  describe(`in ${engine}`, () => {
    const through = stage(engine);
    // What is known to be wrong is the same everywhere.
    const known = engine === "chromium" ? test : () => {};

    for (const theme of ["light", "dark", "contrast"]) {
      test(`a procedure is shared by its address, which a camera reads too, ${theme}`, () =>
        through({ prepare: prepare(`theme="${theme}"`, `#cchc-procedures=${BIRTH}`), date: NOW }, async ({ page, url, wrong }) => {
          await shows(page, ".about .name", "khai sinh");
          await shows(page, "[data-act=share]", "Chia sẻ");
          assert.equal((await texts(page, ".qr")).length, 0);
          await press(page, "[data-act=share]");
          await shows(page, ".sharing", "Đường dẫn");
          const link = await page.evaluate(() => document.querySelector("cchc-procedures").shadowRoot.querySelector("[data-act=link]").value);
          assert.equal(link, url);
          const code = await page.evaluate(drawn, "cchc-procedures");
          assert.equal(scanned(code), url);
          assert.match(code.label, /QR/);
          assert.ok(code.width >= 150, `${code.width} px`);
          // The link is chosen whole, ready to be copied.
          await press(page, "[data-act=link]");
          const chosen = await page.evaluate(() => {
            const field = document.querySelector("cchc-procedures").shadowRoot.querySelector("[data-act=link]");
            return field.value.slice(field.selectionStart, field.selectionEnd);
          });
          assert.equal(chosen, url);
          await press(page, "[data-act=share]");
          await gone(page, ".qr");
          assert.deepEqual(wrong, []);
        }));
    }

    test("what stands around is hidden while the printer looks, and then is as it was", () =>
      through({ prepare: (proxy) => `${putPage(proxy, `<header id="a">Đầu</header><main id="b"><h1 id="c" style="display: inline">Thử</h1><div id="d">${tag()}</div><p id="e" style="display: flex">Khác</p></main><footer id="f">Cuối</footer>`)}#cchc-procedures=${BIRTH}`, date: NOW }, async ({ page, wrong }) => {
        await shows(page, ".papers", "Tờ khai đăng ký khai sinh");
        const seen = await page.evaluate(() => {
          const look = () => Array.from("abcdef", (id) => document.getElementById(id).getClientRects().length > 0);
          const styles = () => Array.from("abcdef", (id) => document.getElementById(id).style.cssText);
          const own = () => document.querySelector("cchc-procedures").getClientRects().length > 0;
          const before = styles();
          let during;
          window.print = () => (during = [...look(), own()]);
          document.querySelector("cchc-procedures").shadowRoot.querySelector("[data-act=print]").click();
          dispatchEvent(new Event("afterprint"));
          return { during, after: look(), before, styles: styles() };
        });
        assert.deepEqual(seen.during, [false, true, false, true, false, false, true]);
        assert.deepEqual(seen.after, [true, true, true, true, true, true]);
        assert.deepEqual(seen.styles, seen.before);
        assert.deepEqual(wrong, []);
      }));

    test("a browser that cannot print, or never says that it has, leaves the page in sight", () =>
      through({ prepare: prepare("", `#cchc-procedures=${BIRTH}`), date: NOW }, async ({ page }) => {
        await shows(page, ".papers", "Tờ khai đăng ký khai sinh");
        for (const print of ["none", "silent"]) {
          await page.evaluate((print) => {
            window.print = print === "none" ? undefined : () => {};
            document.querySelector("cchc-procedures").shadowRoot.querySelector("[data-act=print]").click();
          }, print);
          // What a reader does next brings the page back at the latest.
          await press(page, "[data-act=back]");
          await shows(page, ".popular", "khai sinh");
          assert.equal(await page.evaluate(() => document.querySelector("h1").getClientRects().length), 1, print);
          await page.evaluate(() => history.back());
          await shows(page, ".papers", "Tờ khai đăng ký khai sinh");
        }
      }));

    test("printing twice before the browser says that it is done brings everything back", () =>
      through({ prepare: prepare("", `#cchc-procedures=${BIRTH}`), date: NOW }, async ({ page }) => {
        await shows(page, ".papers", "Tờ khai đăng ký khai sinh");
        const seen = await page.evaluate(() => {
          window.print = () => {};
          const button = document.querySelector("cchc-procedures").shadowRoot.querySelector("[data-act=print]");
          button.click();
          button.click();
          dispatchEvent(new Event("afterprint"));
          dispatchEvent(new Event("afterprint"));
          return document.querySelector("h1").getClientRects().length;
        });
        assert.equal(seen, 1);
      }));

    test("an address of no procedure says so, and leads back to the search", () =>
      through({ prepare: prepare("", "#cchc-procedures=9.999999"), date: NOW }, async ({ page }) => {
        await shows(page, ".waiting", "Chưa có chi tiết của thủ tục này.");
        await shows(page, ".about", "9.999999");
        assert.equal((await texts(page, "[data-act=reload]")).length, 0);
        await press(page, "[data-act=back]");
        await shows(page, ".popular", "khai sinh");
        assert.equal(await page.evaluate(() => location.hash), "");
      }));

    test("ticks are kept for each procedure, and are gone once they are taken away", () =>
      through({ prepare: prepare("", "#cchc-procedures=1.004222"), date: NOW }, async ({ page, wrong }) => {
        await shows(page, ".progress", "0/8");
        await tick(page, 0);
        await tick(page, 2);
        await shows(page, ".progress", "2/8");
        await page.reload();
        await shows(page, ".progress", "2/8");
        assert.deepEqual(await ticked(page), [0, 2]);
        await tick(page, 0);
        await shows(page, ".progress", "1/8");
        await page.reload();
        await shows(page, ".progress", "1/8");
        assert.deepEqual(await ticked(page), [2]);
        await press(page, "[data-act=untick]");
        await shows(page, ".progress", "0/8");
        await page.reload();
        await shows(page, ".progress", "0/8");
        assert.deepEqual(await ticked(page), []);
        const kept = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.includes("ticks")));
        assert.deepEqual(kept, []);
        assert.deepEqual(wrong, []);
      }));

    test("a box shows what is known of its own paper, whatever was pressed before", () =>
      through({ prepare: prepare("", "#cchc-procedures=1.004222"), date: NOW }, async ({ page }) => {
        const found = [];
        const check = async (when, papers) => {
          const marks = await ticked(page);
          if (marks.join() !== papers.join()) found.push(`${when}: ${marks}`);
        };
        await shows(page, ".progress", "0/8");
        await tick(page, 0);
        await tick(page, 2);
        await shows(page, ".progress", "2/8");
        await press(page, "[data-act=untick]");
        await shows(page, ".progress", "0/8");
        await check("taken away", []);
        await page.reload();
        await shows(page, ".progress", "0/8");
        await tick(page, 0);
        await shows(page, ".progress", "1/8");
        await page.evaluate((id) => (location.hash = `#cchc-procedures=${id}`), BIRTH);
        await shows(page, ".about .name", "khai sinh");
        await shows(page, ".progress", "0/");
        await check("of another procedure", []);
        await page.reload();
        await shows(page, ".progress", "0/");
        await tick(page, 0);
        await shows(page, ".progress", "1/");
        await write(page, "[data-act=case]", "1");
        await shows(page, ".progress", "0/");
        await check("of another case", []);
        assert.deepEqual(found, []);
      }));

    test("of two lookups the one that was used opens a procedure, and the page does not jump", () =>
      through({ prepare: (proxy) => putPage(proxy, `<main>${tag()}${tag(`id="second"`)}</main>`), date: NOW }, async ({ page }) => {
        await until(page, allIn, ["ready"]);
        await page.evaluate(() => {
          const root = document.querySelector("#second").shadowRoot;
          const field = root.querySelector("#find");
          field.value = "khai sinh";
          field.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
        });
        await until(page, () => !!document.querySelector("#second").shadowRoot.querySelector("[role=option]"));
        await page.evaluate(() => document.querySelector("#second").shadowRoot.querySelector("[role=option]").click());
        await until(page, () => !!document.querySelector("#second").shadowRoot.querySelector(".papers"));
        assert.equal(await page.evaluate(() => document.querySelectorAll("cchc-procedures")[0].shadowRoot.querySelectorAll(".about").length), 0);
      }));

    known("searches that were forgotten in one lookup do not come back from another", () =>
      through({ prepare: (proxy) => putPage(proxy, `<main>${tag()}${tag(`id="second"`)}</main>`), date: NOW }, async ({ page }) => {
        await until(page, allIn, ["ready"]);
        const search = async (text) => {
          await write(page, "#find", text);
          await shows(page, "[role=option]", "hôn");
          await press(page, "[role=option]");
          await shows(page, ".about .name", "hôn");
          await press(page, "[data-act=back]");
          await shows(page, "[role=option]", "hôn");
        };
        await search("ket hon");
        await page.reload();
        await until(page, allIn, ["ready"]);
        await until(page, () => !!document.querySelector("#second").shadowRoot.querySelector("[data-act=forget]"));
        await page.evaluate(() => document.querySelector("#second").shadowRoot.querySelector("[data-act=forget]").click());
        await until(page, () => !document.querySelector("#second").shadowRoot.querySelector("[data-act=forget]"));
        await search("tinh trang hon nhan");
        const kept = await page.evaluate(() => localStorage.getItem("cchc:2:recent"));
        assert.doesNotMatch(kept, /ket hon/);
      }));
  });
}
