// How it looks: a picture of every page in every width, theme and engine (in target/e2e/shots), and what can be measured
// of a good look: nothing cut off, too small, too wide or on top of something else, at any zoom, in any engine.

import assert from "node:assert/strict";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { describe, test } from "node:test";
import { stage } from "./lib/act.mjs";
import { NOW, allIn, engines, open, until } from "./lib/browsers.mjs";
import { contrastFaults, inkFaults, layoutFaults } from "./lib/look.mjs";
import { pages, results } from "./lib/paths.mjs";
import { serveHub, serveProxy, item, putFeed, putPage } from "./lib/server.mjs";

const WIDTHS = [[360, 800], [1280, 900], [1920, 1080]];
// 200 % and 400 % of a window of 1280 to 1024.
const ZOOMS = [[640, 512], [320, 256]];
const WITHOUT_SCRIPT = ["no-script.html"];
const FALLBACK_IN_OLD = ["strict-csp.html"];
const shots = join(results, "shots");
mkdirSync(shots, { recursive: true });

/** Every line that is to move has its first headline: it is laid out in a frame of its own, after the element is ready. */
const linesFilled = () =>
  Array.from(document.querySelectorAll("cchc-news")).every(({ shadowRoot }) => {
    const lane = shadowRoot && shadowRoot.querySelector(".lane");
    return !lane || !lane.getClientRects().length || lane.querySelector(".segment");
  });
const faults = async (page) => {
  await until(page, linesFilled);
  return [...(await page.evaluate(layoutFaults)), ...(await page.evaluate(inkFaults))];
};
const settled = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

async function shoot(page, file, ...words) {
  await page.evaluate(() => scrollTo(0, 0));
  await page.screenshot({ path: join(shots, `${[file.replace(".html", ""), ...words].join("-")}.png`), fullPage: true });
}

describe("in Chromium", () => {
  const through = stage();
  for (const file of pages()) {
    for (const theme of ["light", "dark"]) {
      test(`${file} in every width, ${theme}`, () =>
        through({ prepare: ({ origin }) => `${origin}/examples/${file}`, date: NOW, media: { "prefers-color-scheme": theme } }, async ({ page }) => {
          if (!WITHOUT_SCRIPT.includes(file)) await until(page, allIn, ["ready"]);
          for (const [width, height] of WIDTHS) {
            await page.setViewport({ width, height });
            await settled(page);
            assert.deepEqual(await faults(page), [], `at ${width} px`);
            await shoot(page, file, width, theme);
          }
        }));
    }

    test(`${file} in high contrast, zoomed, and with larger letters`, () =>
      through({ prepare: ({ origin }) => `${origin}/examples/${file}`, date: NOW }, async ({ page }) => {
        if (!WITHOUT_SCRIPT.includes(file)) await until(page, allIn, ["ready"]);
        for (const [width, height] of ZOOMS) {
          await page.setViewport({ width, height });
          await settled(page);
          assert.deepEqual(await faults(page), [], `zoomed to ${width} px`);
        }
        for (const width of [360, 1280]) {
          await page.setViewport({ width, height: 900 });
          await page.evaluate(() => (document.documentElement.style.fontSize = "200%"));
          await settled(page);
          assert.deepEqual(await faults(page), [], `letters of 200 % at ${width} px`);
          await page.evaluate(() => (document.documentElement.style.fontSize = ""));
        }
        await page.evaluate(() => document.querySelectorAll("[data-state]").forEach((widget) => widget.setAttribute("theme", "contrast")));
        await settled(page);
        assert.deepEqual(await faults(page), []);
        await shoot(page, file, 1280, "contrast");
      }));
  }
});

for (const name of ["chromium-68", "firefox", "webkit"]) {
  test(`every page in ${name}`, async (t) => {
    const hub = await serveHub();
    const browser = await engines[name]();
    try {
      for (const file of pages()) {
        await t.test(file, async () => {
          const { page } = await open(browser, `${hub.origin}/examples/${file}`);
          const still = WITHOUT_SCRIPT.includes(file) || (name === "chromium-68" && FALLBACK_IN_OLD.includes(file));
          if (!still) await until(page, allIn, ["ready"]);
          assert.deepEqual(await faults(page), []);
          await shoot(page, file, 1280, name);
          await page.close();
        });
      }
    } finally {
      await browser.close();
      await hub.stop();
    }
  });
}

const info = [{ language: "vi", headline: "Mưa lớn: một số điểm tiếp nhận hồ sơ tạm đóng cửa", description: "Hồ sơ trực tuyến vẫn được nhận." }];
const notices = ["Severe", "Minor"].map((severity, n) => ({ identifier: `n${n}`, status: "Actual", msg_type: "Alert", severity, sent: new Date(NOW - 60_000).toISOString(), web: "https://example.vn/", info }));
const items = [
  item(0, { title: "Ẩ Ỗ Ữ Ặ: tin được ghim", summary: "Tóm tắt của tin này trong một câu.", _cchc: { pinned: true, kind: "announcement", source: { name: "Cổng Thông tin điện tử thành phố Hà Nội" } } }),
  item(1, { title: "Tiêu đề dài về cải cách hành chính của thành phố ".repeat(5) }),
  item(2, { title: `Địa chỉ ${"dai".repeat(40)}` }),
];
/** Every layout in boxes of these widths. */
const boxes = (proxy, widths) => {
  const feed = putFeed(proxy, { items, notices });
  const one = (layout, width) => `<div style="width:${width}px; max-width:100%"><cchc-news eager layout="${layout}" feed="${feed}"></cchc-news></div>`;
  return putPage(proxy, widths.map((width) => ["list", "ticker", "rotator"].map((layout) => one(layout, width)).join("")).join(""));
};
/** Where date and source of the first item stand: under the headline or beside it. */
const place = () => {
  const row = document.querySelector("cchc-news").shadowRoot.querySelector(".item");
  const [title, meta] = [".title", ".meta"].map((part) => row.querySelector(part).getBoundingClientRect());
  return meta.left >= title.right - 1 ? "beside" : meta.top >= title.bottom - 1 ? "under" : "over";
};

for (const [engine, wide] of [["chromium", "beside"], ["chromium-68", "under"]]) {
  describe(`in boxes of any width, ${engine}`, () => {
    const through = stage(engine);
    for (const [width, where] of [[900, wide], [600, "under"], [240, "under"], [160, "under"]]) {
      test(`at ${width} px date and source stand ${where} the headline, and nothing is cut, with notices and long words`, () =>
        through({ prepare: (proxy) => boxes(proxy, [width]), date: NOW, width: 1000 }, async ({ page }) => {
          await until(page, allIn, ["ready"]);
          await until(page, () => document.querySelectorAll("cchc-news").length === 3 && document.querySelector("cchc-news").shadowRoot.querySelectorAll(".notice").length === 2);
          assert.deepEqual(await faults(page), []);
          assert.equal(await page.evaluate(place), where);
        }));
    }
  });
}

describe("for readers with settings of their own", () => {
  const through = stage();

  test("more space between letters, words, lines and paragraphs cuts nothing off (WCAG 1.4.12)", () =>
    through({ prepare: (proxy) => boxes(proxy, [320]), date: NOW }, async ({ page }) => {
      await until(page, allIn, ["ready"]);
      await page.evaluate(() => {
        for (const news of document.querySelectorAll("cchc-news")) {
          const sheet = new CSSStyleSheet();
          sheet.replaceSync("* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important }");
          news.shadowRoot.adoptedStyleSheets.push(sheet);
        }
      });
      await settled(page);
      assert.deepEqual(await faults(page), []);
    }));

  for (const scheme of ["light", "dark"]) {
    test(`with forced colours, ${scheme}, every button has a visible edge and a picture of its own`, () =>
      through({ prepare: (proxy) => boxes(proxy, [600]), date: NOW, media: { "forced-colors": "active", "prefers-color-scheme": scheme } }, async ({ page }) => {
        await until(page, allIn, ["ready"]);
        assert.equal(await page.evaluate(() => matchMedia("(forced-colors: active)").matches), true);
        const edges = await page.evaluate(() =>
          Array.from(document.querySelectorAll("cchc-news")).flatMap((news) =>
            Array.from(news.shadowRoot.querySelectorAll("button")).filter((button) => button.getClientRects().length).map((button) => {
              const { borderTopStyle, borderTopWidth, borderTopColor, backgroundColor } = getComputedStyle(button);
              return borderTopStyle === "solid" && parseFloat(borderTopWidth) >= 1 && borderTopColor !== backgroundColor;
            }),
          ),
        );
        assert.deepEqual(edges, Array(4).fill(true));
        // The triangle is made of transparent edges, which forced colours may fill.
        await page.evaluate(() => document.querySelectorAll("cchc-news")[2].shadowRoot.querySelector(".pause").click());
        // A page that is always light says so, and must not draw dark on the reader's black.
        await page.evaluate(() => document.querySelectorAll("cchc-news").forEach((news) => news.setAttribute("theme", "light")));
        await settled(page);
        const triangle = await page.evaluate(() => {
          const { borderTopColor, borderLeftColor } = getComputedStyle(document.querySelectorAll("cchc-news")[2].shadowRoot.querySelector(".pause"), "::before");
          return borderTopColor !== borderLeftColor;
        });
        await shoot(page, "forced-colors", scheme);
        assert.equal(triangle, true, "the sign for going on must not become a block");
        assert.deepEqual(await page.evaluate(contrastFaults), []);
        assert.deepEqual(await faults(page), []);
      }));
  }

  test("larger letters in the browser's own settings make the letters of the widget larger", async () => {
    const hub = await serveHub();
    const browser = await engines.chromium("--blink-settings=defaultFontSize=32");
    try {
      const { page } = await open(browser, `${hub.origin}/examples/news.html`);
      await until(page, allIn, ["ready"]);
      assert.deepEqual(await faults(page), []);
      const size = await page.evaluate(() => parseFloat(getComputedStyle(document.querySelector("cchc-news").shadowRoot.querySelector(".title")).fontSize));
      assert.ok(size >= 32, `${size} px, where the reader asked for 32`);
    } finally {
      await browser.close();
      await hub.stop();
    }
  });

  test("on paper every item is there, and no button", () =>
    through({ prepare: (proxy) => boxes(proxy, [600]), date: NOW }, async ({ page }) => {
      await until(page, allIn, ["ready"]);
      await page.emulateMediaType("print");
      const seen = await page.evaluate(() => {
        const tall = (selector) => Array.from(document.querySelectorAll("cchc-news")).flatMap((news) => Array.from(news.shadowRoot.querySelectorAll(selector))).filter((one) => one.getBoundingClientRect().height > 10).length;
        return { items: tall(".item"), buttons: tall("button"), lanes: tall(".lane") };
      });
      assert.deepEqual(seen, { items: 9, buttons: 0, lanes: 0 });
      assert.deepEqual(await page.evaluate(layoutFaults), []);
    }));
});

test("the measures see what they are for", async () => {
  const hub = await serveHub();
  const proxy = await serveProxy(hub.origin);
  const browser = await engines.chromium();
  const spoilt = {
    ".lane { height: 1em !important; line-height: 1 !important }": [/tall/, /cut by/, /line height/, /marks .* above/],
    "button { min-width: 20px !important }": [/a button of/],
    ".title { white-space: nowrap; max-width: none !important }": [/from .* to/, /the page is/],
    ".controls { margin-top: -150px }": [/lies on/],
    ".item { overflow: hidden; height: 20px }": [/tall/, /cut by .*item/],
  };
  try {
    for (const [css, expected] of Object.entries(spoilt)) {
      const { page } = await open(browser, boxes(proxy, [600]), { width: 640, date: NOW });
      await until(page, allIn, ["ready"]);
      await page.evaluate((css) => document.querySelectorAll("cchc-news").forEach((news) => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(css);
        news.shadowRoot.adoptedStyleSheets.push(sheet);
      }), css);
      const found = await faults(page);
      for (const words of expected) assert.ok(found.some((line) => words.test(line)), `${css} ${words}: ${found.join(" | ")}`);
      await page.close();
    }
  } finally {
    await browser.close();
    await proxy.stop();
    await hub.stop();
  }
});
