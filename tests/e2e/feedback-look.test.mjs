// The form as it looks in every state, width, theme and language, on paper and in forced colours; measured for a good look, for
// fingers and for accessibility, and kept as pictures in target/e2e/shots.

import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { stage } from "./lib/act.mjs";
import { audit } from "./lib/audit.mjs";
import { allIn, emulate, until } from "./lib/browsers.mjs";
import { fillIn, press, putForms, putHub, shows, tag, write } from "./lib/form.mjs";
import { contrastFaults, layoutFaults } from "./lib/look.mjs";
import { results } from "./lib/paths.mjs";
import { putPage } from "./lib/server.mjs";

const through = stage();
const shots = join(results, "shots");
mkdirSync(shots, { recursive: true });
const settled = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
const SEND = ".form [type=submit]";

/** What a citizen does before the picture is taken. */
const SCENES = {
  empty: { act: async () => {} },
  filled: {
    act: async (page) => {
      await fillIn(page);
      await write(page, "/ward", "o cho");
      await shows(page, "[role=option]");
    },
  },
  wrong: {
    act: async (page) => {
      await press(page, SEND);
      await shows(page, ".summary a");
    },
  },
  received: {
    act: async (page) => {
      await fillIn(page);
      await press(page, SEND);
      await shows(page, ".outcome", "nhận được");
    },
  },
  waiting: {
    answer: "cut",
    act: async (page) => {
      await fillIn(page);
      await press(page, SEND);
      await shows(page, "[data-act=send-now]");
    },
  },
  unsent: {
    answer: "cut",
    act: async (page) => {
      await SCENES.waiting.act(page);
      await press(page, "[data-act=another]");
      await shows(page, ".items .plain");
    },
  },
  wiping: {
    act: async (page) => {
      await press(page, "[data-act=wipe]");
      await shows(page, "[data-act=wipe-do]");
    },
  },
  faces: { attributes: `mode="rating"`, act: async () => {} },
  rated: {
    attributes: `mode="rating"`,
    act: async (page) => {
      await press(page, `.face[data-value="2"]`);
      await shows(page, "textarea");
    },
  },
};
const THEMES = { light: "#fff; color: #111", dark: "#10161d; color: #eee", contrast: "#000; color: #fff" };

const prepare = (scene, theme) => (proxy) => {
  putHub(proxy, { answer: scene.answer });
  const form = tag(putForms(proxy), `theme="${theme}" ${scene.attributes || ""}`).replace("<a ", `<a style="color: inherit" `);
  return putPage(proxy, `<main lang="vi" style="background: ${THEMES[theme]}; padding: 8px"><h1>Thử</h1><h2>Góp ý</h2>${form}</main>`);
};

/** What a finger has to hit and is smaller than 44 px; a box counts with its label. */
function targetFaults() {
  const faults = [];
  const root = document.querySelector("cchc-feedback").shadowRoot;
  for (const one of root.querySelectorAll("a, button, input, select, textarea, summary, [role=option], label.choice, .pick + label")) {
    if (!one.getClientRects().length || one.matches(".tick, .pick") || one.closest("[aria-hidden]")) continue;
    const { width, height } = one.getBoundingClientRect();
    if (width < 43.9 || height < 43.9) faults.push(`${one.localName}.${one.className} "${one.textContent.slice(0, 30)}": ${Math.round(width)} to ${Math.round(height)} px`);
  }
  return faults;
}

for (const [name, scene] of Object.entries(SCENES)) {
  for (const theme of Object.keys(THEMES)) {
    test(`${name} in every width and both languages, ${theme}`, () =>
      through({ prepare: prepare(scene, theme), width: 360 }, async ({ page }) => {
        await until(page, allIn, ["ready"]);
        await scene.act(page);
        const faults = [];
        const look = (where, found) => found.forEach((one) => faults.push(`${where}: ${one}`));
        for (const lang of ["vi", "en"]) {
          await page.evaluate((lang) => (document.querySelector("main").lang = lang), lang);
          await until(page, (lang) => document.querySelector("cchc-feedback").shadowRoot.querySelector(".base").lang === lang, lang);
          for (const width of [320, 360, 768, 1280, 1920]) {
            await page.setViewport({ width, height: 900 });
            await settled(page);
            look(`${lang}, ${width} px`, await page.evaluate(layoutFaults));
            if (width === 320) look(`${lang}, fingers`, await page.evaluate(targetFaults));
            if (lang === "vi") await page.screenshot({ path: join(shots, `feedback-${name}-${width}-${theme}.png`), fullPage: true });
          }
          look(lang, await audit(page));
          look(lang, await page.evaluate(contrastFaults));
        }
        assert.deepEqual([...new Set(faults)], []);
      }));
  }
}

test("the dialog is accessible, and fills a phone", () =>
  through({ prepare: prepare({ attributes: `mode="button"` }, "light"), width: 360 }, async ({ page, wrong }) => {
    await until(page, allIn, ["ready"]);
    await press(page, "[data-act=dialog]");
    await shows(page, ".dialog .name");
    await settled(page);
    await page.screenshot({ path: join(shots, "feedback-dialog-360-light.png") });
    assert.deepEqual(await audit(page), []);
    assert.deepEqual(await page.evaluate(targetFaults), []);
    assert.equal(await page.evaluate(() => document.querySelector("cchc-feedback").shadowRoot.querySelector(".dialog").getBoundingClientRect().width), 360);
    assert.deepEqual(wrong, []);
  }));

test("the receipt in forced colours, and on paper alone", () =>
  through({ prepare: prepare(SCENES.received, "light"), media: { "forced-colors": "active" } }, async ({ page }) => {
    await until(page, allIn, ["ready"]);
    await SCENES.received.act(page);
    await settled(page);
    await page.screenshot({ path: join(shots, "feedback-received-forced.png"), fullPage: true });
    assert.deepEqual(await page.evaluate(layoutFaults), []);
    await emulate(page, {});
    await page.evaluate(() => (window.print = () => (window.isPrinted = getComputedStyle(document.querySelector("h1")).display)));
    await press(page, "[data-act=print]");
    assert.equal(await page.evaluate(() => window.isPrinted), "none", "what stands around it is not printed");
    await page.emulateMediaType("print");
    await page.setViewport({ width: 718, height: 1000 }); // A4 less its margins
    await settled(page);
    await page.screenshot({ path: join(shots, "feedback-received-print.png"), fullPage: true });
    const seen = await page.evaluate(() => Array.from(document.querySelector("cchc-feedback").shadowRoot.querySelectorAll("button, input, summary, .code, .qr"), (one) => one.getClientRects().length > 0 && one.getAttribute("class").split(" ")[0]).filter(Boolean));
    assert.deepEqual(seen, ["code", "code", "qr"]);
  }));
