// Both modes that follow as they look in every state, width, theme and language; measured for a good look, for fingers and for
// accessibility, and kept as pictures in target/e2e/shots.

import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { stage } from "./lib/act.mjs";
import { audit } from "./lib/audit.mjs";
import { emulate, until } from "./lib/browsers.mjs";
import { CODE, PIN, find, look, many, press, putAnswers, ready, serveItems, shows, tracked, write } from "./lib/follow.mjs";
import { contrastFaults, layoutFaults } from "./lib/look.mjs";
import { results } from "./lib/paths.mjs";
import { putPage } from "./lib/server.mjs";

const through = stage();
const shots = join(results, "shots");
mkdirSync(shots, { recursive: true });
const settled = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
const LONG = "Bộ phận tiếp nhận và trả kết quả giải quyết thủ tục hành chính đã xin lỗi, xem lại lịch và sắp xếp thêm người. ".repeat(6);
const OPEN = { ...tracked(), status: "in_progress", label: "Đang giải quyết", label_en: "Being dealt with", reply: undefined, is_overdue: true, can_rate: false, can_dispute: false, can_withdraw: true };

/** What a citizen does before the picture is taken. */
const SCENES = {
  track: { act: async () => {} },
  wrong: { act: async (page) => (await press(page, "[type=submit]"), shows(page, ".summary a")) },
  unknown: { act: async (page) => (await look(page, CODE, "111111"), shows(page, ".trouble")) },
  answered: { act: find },
  rating: { act: async (page) => (await find(page), await press(page, `.face[data-value="4"]`), await press(page, ".unsolved summary"), shows(page, "[name=reason]")) },
  overdue: { item: OPEN, act: find },
  erasing: { item: OPEN, act: async (page) => (await find(page), await press(page, "[data-act=confirm][data-value=erase]"), shows(page, ".confirming")) },
  long: { item: { ...tracked(), title: LONG.slice(0, 300), reply: { ...tracked().reply, body: `${LONG}\n${LONG}https://example.vn/${"a".repeat(200)}` } }, act: find },
  list: { mode: "answers", act: async () => {} },
  opened: { mode: "answers", act: async (page) => (await press(page, ".answer .plain"), await press(page, ".filters summary"), shows(page, ".whole")) },
  none: { mode: "answers", act: async (page) => (await write(page, "find", "không có"), shows(page, "[data-act=unfilter]")) },
  many: { mode: "answers", answers: many(30), act: async () => {} },
};
const THEMES = { light: "#fff; color: #111", dark: "#10161d; color: #eee", contrast: "#000; color: #fff" };

const prepare = (scene, theme, hub) => (proxy) => {
  const feed = putAnswers(proxy, { files: scene.answers ? { answers: scene.answers } : {} });
  const tag = `<cchc-feedback mode="${scene.mode || "track"}" eager feed="${feed}" hub="${hub.origin}" theme="${theme}"><a href="/" style="color: inherit">Dự phòng</a></cchc-feedback>`;
  return putPage(proxy, `<main lang="vi" style="background: ${THEMES[theme]}; padding: 8px"><h1>Thử</h1><h2>Tra cứu</h2>${tag}</main>`);
};

/** What a finger has to hit and is smaller than 44 px; a box counts with its label. */
function targetFaults() {
  const faults = [];
  const root = document.querySelector("cchc-feedback").shadowRoot;
  for (const one of root.querySelectorAll("a, button, input, select, textarea, summary, [role=option], label.choice")) {
    if (!one.getClientRects().length || one.matches(".tick, .pick") || one.closest("[aria-hidden]")) continue;
    const { width, height } = one.getBoundingClientRect();
    if (width < 43.9 || height < 43.9) faults.push(`${one.localName}.${one.className} "${one.textContent.slice(0, 30)}": ${Math.round(width)} to ${Math.round(height)} px`);
  }
  return faults;
}

for (const [name, scene] of Object.entries(SCENES)) {
  for (const theme of Object.keys(THEMES)) {
    test(`${name} in every width and both languages, ${theme}`, async () => {
      const hub = await serveItems(scene.item);
      try {
        await through({ prepare: prepare(scene, theme, hub), width: 360 }, async ({ page }) => {
          await ready(page);
          await scene.act(page);
          const faults = [];
          const note = (where, found) => found.forEach((one) => faults.push(`${where}: ${one}`));
          for (const lang of ["vi", "en"]) {
            await page.evaluate((lang) => (document.querySelector("main").lang = lang), lang);
            await until(page, (lang) => document.querySelector("cchc-feedback").shadowRoot.querySelector(".base").lang === lang, lang);
            for (const width of [320, 360, 768, 1280]) {
              await page.setViewport({ width, height: 900 });
              await settled(page);
              note(`${lang}, ${width} px`, await page.evaluate(layoutFaults));
              if (width === 320) note(`${lang}, fingers`, await page.evaluate(targetFaults));
              if (lang === "vi") await page.screenshot({ path: join(shots, `follow-${name}-${width}-${theme}.png`), fullPage: true });
            }
            note(lang, await audit(page));
            note(lang, await page.evaluate(contrastFaults));
          }
          assert.deepEqual([...new Set(faults)], []);
        });
      } finally {
        await hub.stop();
      }
    });
  }
}

test("on paper stands what became of the item, and nothing to press", async () => {
  const hub = await serveItems();
  try {
    await through({ prepare: prepare(SCENES.answered, "light", hub) }, async ({ page }) => {
      await find(page);
      await emulate(page, { "prefers-color-scheme": "light" });
      await page.emulateMediaType("print");
      const seen = await page.evaluate(() => {
        const root = document.querySelector("cchc-feedback").shadowRoot;
        const all = Array.from(root.querySelectorAll("button, summary, textarea, .outcome, .reply, .timeline"));
        return all.filter((one) => one.getClientRects().length).map((one) => one.classList[0]);
      });
      assert.deepEqual(seen, ["outcome", "reply", "timeline"]);
      await page.screenshot({ path: join(shots, "follow-paper.png"), fullPage: true });
      assert.ok(!(await page.content()).includes(PIN));
    });
  } finally {
    await hub.stop();
  }
});
