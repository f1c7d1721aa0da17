// The scoreboard as it looks once a reader has opened things: in every width, theme, language and state, on paper and in
// forced colours; measured for a good look and for accessibility, and kept as pictures in target/e2e/shots.

import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { stage } from "./lib/act.mjs";
import { audit } from "./lib/audit.mjs";
import { NOW, allIn, until } from "./lib/browsers.mjs";
import { contrastFaults, layoutFaults } from "./lib/look.mjs";
import { results } from "./lib/paths.mjs";
import { putBoard } from "./lib/boards.mjs";
import { putPage } from "./lib/server.mjs";

const through = stage();
const shots = join(results, "shots");
mkdirSync(shots, { recursive: true });
const settled = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

const source = { title: "Quyết định số 5666/QĐ-UBND", url: "https://example.vn/quyet-dinh" };
const value = (period, value, more = {}) => ({ period, value, rank: 11, rank_of: 63, basis: "63", source, published: "2025-04-06", ...more });
const units = Array.from({ length: 126 }, (_, n) => `${n % 5 ? "Xã" : "Phường"} Ẩ Ỗ Ữ Ặ ${n + 1}${n % 9 ? "" : " - Quốc Tử Giám và vùng phụ cận"}`);
const rows = (turn) => units.map((name, n) => ({ name, agency: `dv-${n}`, value: 95 - ((n * turn) % 126) / 10, rank: ((n * turn) % 126) + 1, ...(n === 7 ? { closed: "2025-06-30" } : {}) }));

/** An index with everything that a page can show, in long words, and one about which nothing is known. */
const board = {
  indexes: [
    {
      id: "day-du", short: "CHỈ SỐ ĐẦY ĐỦ", name: "Chỉ số hài lòng của người dân đối với sự phục vụ của cơ quan hành chính nhà nước", name_en: "An index with everything",
      publisher: "Bộ Nội vụ", publisher_en: "Ministry", unit: "%", decimals: 2, min: 0, max: 100, detail: "indexes/day-du.json",
      target: { period: "2026", value: 86, source },
      bands: [{ id: "a", name: "Nhóm A (từ 90%)" }],
      observations: [
        value("2016", 70.5), value("2017", 72.25, { break: "Cách đo đổi từ năm 2017." }), value("2018", 73.1), { period: "2019", status: "unknown", note: "Chưa tìm thấy số liệu." },
        value("2020", 85.15, { rank: 33 }), value("2022", 80.64, { status: "derived", mean: 80.08, rank: 30, note: "Giá trị suy ra từ mức tăng của năm sau." }),
        value("2023", 83.57, { rank: 21, mean: 82.66, conflicts: [{ value: 83.9, source }] }), value("2024", 86.5, { mean: 83.94, band: "a", status: "provisional" }),
      ],
    },
    { id: "trong", short: "CHƯA CÓ GÌ", name: "Chỉ số chưa có số liệu", unit: "điểm", decimals: 4, observations: [{ period: "2024", status: "unknown" }] },
  ],
  details: {
    "day-du": {
      version: "1.0", id: "day-du", method: "Điều tra xã hội học theo năm yếu tố, 9 lĩnh vực chính sách.", sources: [source],
      components: Array.from({ length: 8 }, (_, n) => ({ id: `c${n}`, name: `Thành phần thứ ${n + 1}: tiếp cận dịch vụ và phản ánh, kiến nghị`, min: n === 7 ? -5 : 0, max: n === 7 ? 5 : 10, bonus: n === 7 })),
      editions: ["2023", "2024"].map((period, turn) => ({ period, rank_of: 63, source, values: Object.fromEntries(Array.from({ length: 8 }, (_, n) => [`c${n}`, n === 7 ? -1.5 : 5 + ((n * 3 + turn) % 5)])), means: { c0: 6.5, c1: 7 }, ranks: { c0: 3, c1: 40 } })),
      peers: [{ period: "2024", name: "Hải Phòng", value: 90.59, rank: 1, rank_of: 63, basis: "63", source }],
      rankings: [
        { period: "2023", universe: "Xã, phường", rank_of: 126, basis: "126", source, rows: rows(5) },
        { period: "2024", universe: "Xã, phường", rank_of: 126, basis: "126", mean: 88.4, published: "2025-02-27", source, note: "Chỉ một số đơn vị được nêu tên.", rows: rows(11) },
      ],
    },
  },
};

/** What is opened, by the attributes of the element and the presses on its controls. */
const SCENES = {
  cards: { attributes: "", presses: ["[data-act=table]", "summary"] },
  index: { attributes: `layout="index" index="day-du" agency="dv-7"`, presses: ["[data-act=table]", "summary"] },
  radar: { attributes: `layout="index" index="day-du" components="radar"`, presses: ["[data-act=history][data-value=ranks]"] },
  ranking: { attributes: `layout="ranking" index="day-du" agency="dv-7"`, presses: ["[data-act=sort][data-value=change]"] },
  top: { attributes: `layout="ranking" index="day-du" rows="top" limit="5"`, presses: [] },
  compact: { attributes: `layout="compact" more="/bang-diem"`, presses: [] },
};
const THEMES = { light: "#fff; color: #111", dark: "#10161d; color: #eee", contrast: "#000; color: #fff" };

const prepare = (attributes, theme, lang = "vi") => (proxy) => {
  const feed = putBoard(proxy, board);
  const tag = `<cchc-scoreboard eager theme="${theme}" feed="${feed}" ${attributes}><a style="color: inherit" href="https://example.vn/">Dự phòng</a></cchc-scoreboard>`;
  return putPage(proxy, `<main lang="${lang}" style="background: ${THEMES[theme]}; padding: 8px"><h1>Thử</h1><h2>Bảng điểm</h2>${tag}</main>`);
};
const open = async (page, presses) => {
  await until(page, allIn, ["ready"]);
  await until(page, () => !document.querySelector("cchc-scoreboard").shadowRoot.querySelector(".waiting:not([hidden])"));
  for (const selector of presses) await page.evaluate((selector) => document.querySelector("cchc-scoreboard").shadowRoot.querySelector(selector).click(), selector);
  await settled(page);
};

for (const [name, { attributes, presses }] of Object.entries(SCENES)) {
  for (const theme of Object.keys(THEMES)) {
    test(`${name} in every width and both languages, ${theme}`, () =>
      through({ prepare: prepare(attributes, theme), date: NOW }, async ({ page, wrong }) => {
        await open(page, presses);
        for (const lang of ["vi", "en"]) {
          await page.evaluate((lang) => (document.querySelector("main").lang = lang), lang);
          await until(page, (lang) => document.querySelector("cchc-scoreboard").shadowRoot.querySelector(".base").lang === lang, lang);
          for (const width of [320, 360, 700, 1280, 1920]) {
            await page.setViewport({ width, height: 900 });
            await settled(page);
            assert.deepEqual(await page.evaluate(layoutFaults), [], `at ${width} px, ${lang}`);
            if (lang === "vi") await page.screenshot({ path: join(shots, `board-${name}-${width}-${theme}.png`), fullPage: true });
          }
          assert.deepEqual(await audit(page), [], lang);
          assert.deepEqual(await page.evaluate(contrastFaults), [], lang);
        }
        assert.deepEqual(wrong, []);
      }));
  }

  test(`${name} on paper and in forced colours`, () =>
    through({ prepare: prepare(attributes, "light"), date: NOW, media: { "forced-colors": "active" } }, async ({ page }) => {
      await open(page, presses);
      await page.screenshot({ path: join(shots, `board-${name}-forced.png`), fullPage: true });
      assert.deepEqual(await page.evaluate(layoutFaults), []);
      await page.emulateMediaType("print");
      await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
      await settled(page);
      const seen = await page.evaluate(() => {
        const all = Array.from(document.querySelector("cchc-scoreboard").shadowRoot.querySelectorAll("button, select, input, summary"));
        return all.filter((one) => one.getClientRects().length && !one.closest("thead")).map((one) => one.outerHTML);
      });
      assert.deepEqual(seen, [], "no control on paper");
      if (name === "ranking") {
        assert.equal(await page.evaluate(() => document.querySelector("cchc-scoreboard").shadowRoot.querySelectorAll("tbody tr").length), 126);
      }
      await page.screenshot({ path: join(shots, `board-${name}-print.png`), fullPage: true });
      await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    }));
}

for (const [name, spoil] of Object.entries({
  empty: (proxy) => putBoard(proxy, { indexes: [] }),
  failed: (proxy) => putBoard(proxy, { indexes: "không phải chỉ số" }),
})) {
  test(`what is ${name} is accessible and says so`, () =>
    through({ prepare: (proxy) => putPage(proxy, `<main><h1>Thử</h1><cchc-scoreboard eager feed="${spoil(proxy)}"><a href="https://example.vn/">Dự phòng</a></cchc-scoreboard></main>`), date: NOW }, async ({ page }) => {
      await until(page, allIn, [name]);
      assert.deepEqual(await page.evaluate(layoutFaults), []);
      assert.deepEqual(await audit(page), []);
      assert.deepEqual(await page.evaluate(contrastFaults), []);
    }));
}
