// Accessibility by axe-core: no violation on any page, in any state, language or theme. Inside the widgets the bar is
// higher than on the page: contrast of 7:1, and every rule that a tool can check.

import assert from "node:assert/strict";
import { test } from "node:test";
import { stage } from "./lib/act.mjs";
import { audit } from "./lib/audit.mjs";
import { NOW, allIn, until } from "./lib/browsers.mjs";
import { contrastFaults } from "./lib/look.mjs";
import { pages } from "./lib/paths.mjs";
import { item, putFeed, putPage } from "./lib/server.mjs";

const through = stage();
const LAYOUTS = ["list", "ticker", "rotator"];
const THEMES = ["light", "dark", "contrast"];
const WITHOUT_SCRIPT = ["no-script.html"];

async function clean(page) {
  assert.deepEqual(await audit(page), []);
  assert.deepEqual(await page.evaluate(contrastFaults), []);
}

// Forms have no line that tells how old they are.
const allInEnglish = () =>
  Array.from(document.querySelectorAll("[data-state]")).every(({ shadowRoot }) => {
    const status = shadowRoot.querySelector(".status");
    return status ? status.textContent.startsWith("Updated") : shadowRoot.querySelector("[lang=en]") !== null;
  });

// A scene of the screen comes in softly: half of the way its words are pale.
const media = (file, theme) => ({
  ...(file === "screen.html" ? { "prefers-reduced-motion": "reduce" } : {}),
  ...(theme === "dark" ? { "prefers-color-scheme": "dark" } : {}),
});

const setTheme = (page, theme) => page.evaluate((theme) => document.querySelectorAll("[data-state]").forEach((widget) => widget.setAttribute("theme", theme)), theme);

for (const file of pages()) {
  for (const theme of THEMES) {
    test(`${file} is accessible in both languages, ${theme}`, () =>
      through({ prepare: ({ origin }) => `${origin}/examples/${file}`, date: NOW, media: media(file, theme) }, async ({ page }) => {
        const still = WITHOUT_SCRIPT.includes(file);
        if (!still) await until(page, allIn, ["ready"]);
        if (theme === "contrast") await setTheme(page, theme);
        await clean(page);
        await page.evaluate(() => (document.documentElement.lang = "en"));
        if (!still) await until(page, allInEnglish);
        await clean(page);
      }));
  }
}

/** A page of one theme with the widget in every layout, each in a place of its own. */
const layouts = (feed, theme, attributes = "", which = LAYOUTS) => {
  const colours = { light: "#fff; color: #111", dark: "#111; color: #eee", contrast: "#000; color: #fff" }[theme];
  const link = `<a style="color: inherit" href="https://example.vn/">Dự phòng</a>`;
  const one = (layout) => `<section aria-label="${layout}"><cchc-news eager theme="${theme}" layout="${layout}" feed="${feed}" ${attributes}>${link}</cchc-news></section>`;
  return `<main style="background: ${colours}; padding: 8px"><h1>Thử</h1>${which.map(one).join("")}</main>`;
};
const items = [
  item(0, { title: "Ẩ Ỗ Ữ Ặ: tin được ghim", summary: "Một câu tóm tắt", _cchc: { pinned: true, kind: "announcement", source: { name: "Cổng thông tin" } } }),
  item(1, { title: "A headline in English", language: "en" }),
  item(2, { url: undefined, title: "Tin không có đường dẫn" }),
];
const info = [{ language: "vi", headline: "Mưa lớn, một số điểm tiếp nhận đóng cửa", description: "Hồ sơ trực tuyến vẫn được nhận." }];
const notice = (identifier, more) => ({ identifier, status: "Actual", msg_type: "Alert", severity: "Severe", sent: new Date(NOW - 60_000).toISOString(), web: "https://example.vn/thong-bao", info, ...more });
const notices = [notice("that"), notice("nhe", { severity: "Minor" }), notice("tap", { status: "Exercise" }), notice("thu", { status: "Test" })];

const STATES = {
  ready: { feed: { items } },
  empty: { feed: { items: [] } },
  failed: { feed: { items: "không phải tin" }, state: "failed" },
  stale: { feed: { items }, state: "stale", spoil: true },
};

for (const [name, { feed, state = name, spoil }] of Object.entries(STATES)) {
  for (const theme of THEMES) {
    test(`every layout is accessible while ${name}, ${theme}`, () =>
      through({ prepare: (proxy) => putPage(proxy, layouts(putFeed(proxy, feed), theme)), date: NOW }, async ({ page, proxy }) => {
        if (spoil) {
          await until(page, allIn, ["ready"]);
          proxy.faults.set("/own/", "cut");
          await page.reload();
        }
        await until(page, allIn, [state]);
        await clean(page);
      }));
  }
}

for (const theme of THEMES) {
  test(`a warning, a notice, an exercise and a test are accessible, ${theme}`, () =>
    through({ prepare: (proxy) => putPage(proxy, layouts(putFeed(proxy, { items, notices }), theme, "", ["list"])), date: NOW }, async ({ page }) => {
      await until(page, () => document.querySelector("cchc-news").shadowRoot.querySelectorAll(".notice").length === 4);
      await clean(page);
    }));

  test(`what is pointed at or focused keeps its contrast, and the focus is seen, ${theme}`, () =>
    through({ prepare: (proxy) => putPage(proxy, layouts(putFeed(proxy, { items }), theme)), date: NOW }, async ({ page }) => {
      await until(page, allIn, ["ready"]);
      const parts = await page.evaluateHandle(() => Array.from(document.querySelectorAll("cchc-news")).flatMap((news) => Array.from(news.shadowRoot.querySelectorAll("a, button")).filter((one) => one.getBoundingClientRect().width > 1 && !one.closest(".lane"))));
      const count = await parts.evaluate((all) => all.length);
      assert.ok(count >= 5, `${count} things to press`);
      for (let n = 0; n < count; n += 1) {
        const one = (await parts.evaluateHandle((all, n) => all[n], n)).asElement();
        await one.hover();
        await page.keyboard.press("Shift"); // the keyboard is in use: focus is shown
        await one.focus();
        const ring = await one.evaluate((one) => {
          const { outlineStyle, outlineWidth } = getComputedStyle(one);
          return { style: outlineStyle, width: parseFloat(outlineWidth) };
        });
        assert.deepEqual(ring, { style: "solid", width: 3 });
        assert.deepEqual(await page.evaluate(contrastFaults), []);
      }
    }));
}

test("one item at a time by hand, for readers who want less motion, is accessible", () =>
  through({ prepare: (proxy) => putPage(proxy, layouts(putFeed(proxy, { items }), "light")), date: NOW, media: { "prefers-reduced-motion": "reduce" } }, async ({ page }) => {
    await until(page, allIn, ["ready"]);
    await clean(page);
  }));

test("the audit sees into the widgets: a button without a name and pale text are found", () =>
  through({ prepare: (proxy) => putPage(proxy, layouts(putFeed(proxy, { items }), "light")), date: NOW }, async ({ page }) => {
    await until(page, allIn, ["ready"]);
    await page.evaluate(() => {
      const root = document.querySelector('cchc-news[layout="rotator"]').shadowRoot;
      const button = root.querySelector(".next");
      button.removeAttribute("title");
      button.removeAttribute("aria-label");
      root.querySelector(".status").style.color = "#666666";
    });
    const found = await audit(page);
    assert.ok(found.some((line) => line.startsWith("button-name: ")), found.join("\n"));
    assert.ok(found.some((line) => line.startsWith("color-contrast-enhanced: ")), found.join("\n"));
    assert.equal((await page.evaluate(contrastFaults)).length, 1);
  }));
