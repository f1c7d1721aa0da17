// The lookup as it looks once a reader has typed and opened things: in every width, theme and language, on paper and in forced
// colours; measured for a good look, for fingers and for accessibility, and kept as pictures in target/e2e/shots.

import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { stage } from "./lib/act.mjs";
import { audit } from "./lib/audit.mjs";
import { NOW, allIn, emulate, until } from "./lib/browsers.mjs";
import { contrastFaults, layoutFaults } from "./lib/look.mjs";
import { press, shows, tag, write } from "./lib/lookup.mjs";
import { results } from "./lib/paths.mjs";
import { putPage } from "./lib/server.mjs";

const through = stage();
const shots = join(results, "shots");
mkdirSync(shots, { recursive: true });
const settled = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
const inside = (page, selector) => page.evaluate((selector) => document.querySelector("cchc-procedures").shadowRoot.querySelectorAll(selector).forEach((one) => (one.localName === "details" ? (one.open = true) : one.click())), selector);

/** What a reader does before the picture is taken. */
const SCENES = {
  closed: async () => {},
  typed: async (page) => {
    await write(page, "#find", "khai sinh");
    await shows(page, "[role=option]", "khai sinh");
  },
  chosen: async (page) => {
    await write(page, "#find", "cccd");
    await shows(page, ".note", "thẻ căn cước");
    await page.keyboard.press("ArrowDown");
    await shows(page, "[aria-selected=true]", "");
  },
  filtered: async (page) => {
    await write(page, "#find", "cap");
    await shows(page, "[role=option]", "");
    await inside(page, "details.filters");
    await write(page, "[data-act=level]", "ward");
    await shows(page, "summary", "(1)");
  },
  nothing: async (page) => {
    await write(page, "#find", "qwxz");
    await shows(page, ".help", "");
  },
  recent: async (page) => {
    for (const text of ["lam giay khai sinh", "ket hon", "thuong tru"]) {
      await write(page, "#find", text);
      await shows(page, "[role=option]", "");
      await press(page, "[role=option]");
      await shows(page, ".papers", "");
      await press(page, "[data-act=back]");
    }
    await press(page, "[data-act=clear]");
    await shows(page, ".recent", "ket hon");
  },
  procedure: async (page) => {
    await page.evaluate(() => (location.hash = "#cchc-procedures=1.004222"));
    await shows(page, ".ways", "20.000");
    await inside(page, "details, .tick");
    await shows(page, ".progress", "8/8");
    await write(page, "[data-act=ward-find]", "dong");
    await shows(page, ".ward .button", "Đống Đa");
  },
  shared: async (page) => {
    await page.evaluate(() => (location.hash = "#cchc-procedures=1.001193"));
    await shows(page, ".papers", "");
    await press(page, "[data-act=share]");
    await until(page, () => !!document.querySelector("cchc-procedures").shadowRoot.querySelector(".qr"));
  },
  missing: async (page) => {
    await page.evaluate(() => (location.hash = "#cchc-procedures=9.999999"));
    await until(page, () => /Chưa có chi tiết|no details/.test(document.querySelector("cchc-procedures").shadowRoot.querySelector(".base").textContent));
  },
};
const THEMES = { light: "#fff; color: #111", dark: "#10161d; color: #eee", contrast: "#000; color: #fff" };

const prepare = (theme) => (proxy) =>
  putPage(proxy, `<main lang="vi" style="background: ${THEMES[theme]}; padding: 8px"><h1>Thử</h1><h2>Tra cứu</h2>${tag(`theme="${theme}" contact="tel:1022" feedback="https://example.vn/gop-y"`).replace("<a ", `<a style="color: inherit" `)}</main>`);

/** What a finger has to hit and is smaller than 44 px; a box counts with its label, a link within a sentence does not. */
function targetFaults() {
  const faults = [];
  const root = document.querySelector("cchc-procedures").shadowRoot;
  for (const one of root.querySelectorAll("a, button, input, select, summary, [role=option], label.row")) {
    if (!one.getClientRects().length || (one.localName === "input" && one.closest("label.row"))) continue;
    if (one.localName === "a" && getComputedStyle(one).display === "inline") {
      const around = one.parentElement;
      if (Array.from(around.childNodes).some((node) => node !== one && node.textContent.trim())) continue;
    }
    const { width, height } = one.getBoundingClientRect();
    if (width < 43.9 || height < 43.9) faults.push(`${one.localName}.${one.className} "${one.textContent.slice(0, 30)}": ${Math.round(width)} to ${Math.round(height)} px`);
  }
  return faults;
}

for (const [name, act] of Object.entries(SCENES)) {
  for (const theme of Object.keys(THEMES)) {
    test(`${name} in every width and both languages, ${theme}`, () =>
      through({ prepare: prepare(theme), date: NOW, width: 360 }, async ({ page, wrong }) => {
        await until(page, allIn, ["ready"]);
        await act(page);
        const faults = [];
        const look = (where, found) => found.forEach((one) => faults.push(`${where}: ${one}`));
        for (const lang of ["vi", "en"]) {
          await page.evaluate((lang) => (document.querySelector("main").lang = lang), lang);
          await until(page, (lang) => document.querySelector("cchc-procedures").shadowRoot.querySelector(".base").lang === lang, lang);
          for (const width of [320, 360, 768, 1280, 1920]) {
            await page.setViewport({ width, height: 900 });
            await settled(page);
            look(`${lang}, ${width} px`, await page.evaluate(layoutFaults));
            if (lang === "vi") await page.screenshot({ path: join(shots, `procedures-${name}-${width}-${theme}.png`), fullPage: true });
          }
          look(lang, await audit(page));
          look(lang, await page.evaluate(contrastFaults));
        }
        assert.deepEqual([...new Set(faults)], []);
        if (name !== "missing") assert.deepEqual(wrong, []);
      }));
  }
}

for (const [name, act] of Object.entries(SCENES)) {
  test(`${name} is large enough for fingers`, () =>
    through({ prepare: prepare("light"), date: NOW, width: 320 }, async ({ page }) => {
      await until(page, allIn, ["ready"]);
      await act(page);
      assert.deepEqual(await page.evaluate(targetFaults), []);
    }));
}

for (const name of ["procedure", "typed"]) {
  test(`${name} in forced colours, and on paper without a control`, () =>
    through({ prepare: prepare("light"), date: NOW, media: { "forced-colors": "active" } }, async ({ page }) => {
      await until(page, allIn, ["ready"]);
      await SCENES[name](page);
      await settled(page);
      await page.screenshot({ path: join(shots, `procedures-${name}-forced.png`), fullPage: true });
      assert.deepEqual(await page.evaluate(layoutFaults), []);
      await emulate(page, {});
      await page.emulateMediaType("print");
      await page.setViewport({ width: 718, height: 1000 }); // A4 less its margins
      await settled(page);
      await page.screenshot({ path: join(shots, `procedures-${name}-print.png`), fullPage: true });
      if (name !== "procedure") return;
      assert.deepEqual(await page.evaluate(layoutFaults), []);
      const seen = await page.evaluate(() => {
        const all = Array.from(document.querySelector("cchc-procedures").shadowRoot.querySelectorAll("button, select, input:not(.tick), summary, .qr, a.action"));
        return all.filter((one) => one.getClientRects().length && !one.closest("thead")).map((one) => `${one.localName}.${one.className} ${one.textContent.slice(0, 30)}`);
      });
      assert.deepEqual(seen, [], "no control on paper");
      const boxes = await page.evaluate(() => Array.from(document.querySelector("cchc-procedures").shadowRoot.querySelectorAll(".tick"), (one) => one.getClientRects().length));
      assert.ok(boxes.length === 8 && boxes.every((count) => count === 1), "the boxes to tick are printed");
    }));
}
