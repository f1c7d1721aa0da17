// The documentation: every page in every engine, its links, its accessibility, narrow windows, and pictures of each widget.

import assert from "node:assert/strict";
import { mkdirSync, readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { audit } from "./lib/audit.mjs";
import { allIn, engines, fallbackSeen, open, until } from "./lib/browsers.mjs";
import { contrastFaults } from "./lib/look.mjs";
import { dist, results } from "./lib/paths.mjs";
import { serveFolder, serveHub, serveProxy } from "./lib/server.mjs";

const LANGS = ["vi", "en"];
const folder = join(dist, "docs");
const pages = ["index.html", ...LANGS.flatMap((lang) => readdirSync(join(folder, lang)).filter((name) => name.endsWith(".html")).sort().map((name) => `${lang}/${name}`))];
const widgets = JSON.parse(readFileSync(join(dist, "v1", readdirSync(join(dist, "v1")).find((name) => /^\d+\.\d+\.\d+$/.test(name)), "widgets.json"), "utf8")).widgets;
const pictures = join(results, "docs");

let hub;
before(async () => {
  mkdirSync(pictures, { recursive: true });
  hub = await serveHub();
});
after(() => hub.stop());

const unfold = () => {
  for (const fold of document.querySelectorAll("details")) fold.open = true;
};

/** Opens a page and waits until all that runs in it is there. */
async function visit(browser, origin, file, options) {
  const { page, wrong } = await open(browser, `${origin}/docs/${file}`, options);
  assert.ok(await page.evaluate(() => document.querySelector("h1") !== null), `${file} is not served`);
  await until(page, allIn, ["ready"]);
  return { page, wrong };
}

/** What sticks out of the window. */
const sideways = () => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  return Array.from(document.querySelectorAll("body *"))
    .filter((one) => one.getBoundingClientRect().right > width + 1)
    .map((one) => `${one.localName}.${one.className} ends at ${Math.round(one.getBoundingClientRect().right)} of ${width}`);
};

test("every widget of the registry has a page in both languages", () => {
  for (const { name } of widgets) for (const lang of LANGS) assert.ok(pages.includes(`${lang}/${name}.html`), `${lang}/${name}.html`);
  // What one language alone has is for who installs panels.
  const files = (lang) => pages.filter((page) => page.startsWith(lang) && !page.endsWith("-install.html")).map((page) => page.slice(3));
  assert.deepEqual(files("vi"), files("en"));
});

for (const [name, launch] of Object.entries(engines)) {
  test(`every page of the documentation works in ${name}`, async (t) => {
    const proxy = await serveProxy(hub.origin, { probe: name === "webkit" });
    const browser = await launch();
    try {
      for (const file of pages) {
        await t.test(file, async () => {
          const { page, wrong } = await visit(browser, proxy.origin, file, { width: 360, height: 740 });
          await page.evaluate(unfold);
          assert.deepEqual(await page.evaluate(sideways), []);
          assert.deepEqual(wrong, []);
          await page.close();
        });
      }
    } finally {
      await browser.close();
      await proxy.stop();
    }
  });
}

// With less motion, so that nothing is measured while it fades.
for (const scheme of ["light", "dark"]) {
  test(`every page of the documentation is accessible, ${scheme}`, async (t) => {
    const browser = await engines.chromium();
    try {
      for (const file of pages) {
        await t.test(file, async () => {
          const { page } = await visit(browser, hub.origin, file, { media: { "prefers-color-scheme": scheme, "prefers-reduced-motion": "reduce" } });
          await page.evaluate(unfold);
          assert.deepEqual(await audit(page), []);
          assert.deepEqual(await page.evaluate(contrastFaults), []);
          await page.close();
        });
      }
    } finally {
      await browser.close();
    }
  });
}

test("all links, pictures and anchors of the documentation lead somewhere", async () => {
  const browser = await engines.chromium();
  const known = new Map(); // address → { status, text }
  const get = async (url) => {
    if (!known.has(url)) {
      const answer = await fetch(url);
      known.set(url, { status: answer.status, text: /html/.test(answer.headers.get("content-type")) ? await answer.text() : "" });
    }
    return known.get(url);
  };
  const dead = [];
  try {
    for (const file of pages) {
      const { page } = await open(browser, `${hub.origin}/docs/${file}`);
      const links = await page.evaluate(
        (tags) =>
          Array.from(document.querySelectorAll("[href], [src]"))
            // What stands inside a tag is its fallback, and leads to a hub with a store, or to other sites.
            .filter((one) => !one.closest(tags))
            .map((one) => one.href || one.src),
        widgets.map(({ tag }) => tag).join(),
      );
      assert.ok(links.length >= 5 || file === "index.html", `${file} has ${links.length} links`);
      for (const link of new Set(links)) {
        const url = new URL(link);
        if (url.origin !== hub.origin) continue;
        const anchor = decodeURIComponent(url.hash.slice(1));
        const { status, text } = await get(url.origin + url.pathname);
        if (status !== 200) dead.push(`${file}: ${link} answers ${status}`);
        else if (anchor && !text.includes(` id="${anchor}"`)) dead.push(`${file}: ${link} has no such anchor`);
      }
      await page.close();
    }
  } finally {
    await browser.close();
  }
  assert.deepEqual(dead, []);
});

test("the documentation works in a folder of any host, and its code names that host", async () => {
  const browser = await engines.chromium();
  const host = await serveFolder(dist, "/ban/cchc");
  try {
    const { page, wrong } = await open(browser, `${host.origin}/ban/cchc/docs/vi/news.html`);
    await until(page, allIn, ["ready"]);
    const code = await page.evaluate(() => Array.from(document.querySelectorAll("pre code"), (one) => one.textContent).join("\n"));
    assert.ok(code.includes(`src="${host.origin}/ban/cchc/v1/cchc.js"`), code);
    assert.ok(code.includes(`script-src 'self' ${host.origin} 'wasm-unsafe-eval'`), code);
    assert.ok(!code.includes("https://HOST"), code);
    assert.deepEqual(wrong, []);
  } finally {
    await browser.close();
    await host.stop();
  }
});

test("what a page tells to paste runs on a page of another host", async () => {
  const browser = await engines.chromium();
  const site = await serveProxy();
  try {
    const { page } = await open(browser, `${hub.origin}/docs/vi/news.html`);
    const [script, tag, pinned] = await page.evaluate(() => Array.from(document.querySelectorAll("#nhung-vao-trang pre code"), (one) => one.textContent));
    for (const [path, head] of [["/moi.html", script], ["/co-dinh.html", pinned]]) {
      const body = `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Phường</title><link rel="icon" href="data:,">${head}</head><body>${tag}</body></html>`;
      site.files.set(path, { body, type: "text/html; charset=utf-8" });
      const { page: pasted, wrong } = await open(browser, site.origin + path);
      await until(pasted, allIn, ["ready"]);
      assert.deepEqual(wrong, []);
      assert.equal(await pasted.evaluate(fallbackSeen), false);
    }
  } finally {
    await browser.close();
    await site.stop();
  }
});

test("the copy button copies code, and says so", async () => {
  const browser = await engines.chromium();
  try {
    await browser.defaultBrowserContext().overridePermissions(hub.origin, ["clipboard-read", "clipboard-write", "clipboard-sanitized-write"]);
    const { page } = await open(browser, `${hub.origin}/docs/vi/index.html`);
    await until(page, () => document.querySelector(".copy"));
    await page.bringToFront();
    await page.click(".copy");
    await until(page, () => document.querySelector(".copied").textContent === "Đã sao chép.");
    const code = await page.evaluate(() => document.querySelector("pre code").textContent);
    assert.ok(code.includes(`${hub.origin}/v1/cchc.js`), code);
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), code);
  } finally {
    await browser.close();
  }
});

test("without scripts the documentation can be read, and examples show their fallback", async () => {
  const browser = await engines.chromium();
  try {
    const { page } = await open(browser, `${hub.origin}/docs/vi/news.html`, { javaScript: false });
    assert.equal(await page.evaluate(fallbackSeen), true);
    const seen = await page.$$eval(".facts tbody tr", (rows) => rows.filter((row) => row.getClientRects().length).length);
    assert.ok(seen > 30, `${seen} rows`);
  } finally {
    await browser.close();
  }
});

test("pictures of every page and widget are taken", async () => {
  const browser = await engines.chromium();
  try {
    for (const file of pages) {
      const name = file.replace("/", "-").replace(".html", "");
      for (const width of [360, 1280]) {
        const { page } = await visit(browser, hub.origin, file, { width, height: 900 });
        await page.evaluate(() => scrollTo(0, 0));
        await page.screenshot({ path: join(pictures, `${name}-${width}.png`), fullPage: true });
        if (width === 1280) {
          const all = await page.$$(".stage");
          for (const [n, one] of all.entries()) await one.screenshot({ path: join(pictures, `${name}-example-${n + 1}.png`) });
        }
        await page.close();
      }
    }
  } finally {
    await browser.close();
  }
  const taken = readdirSync(pictures);
  for (const { name } of widgets) for (const lang of LANGS) assert.ok(taken.includes(`${lang}-${name}-example-1.png`), `${lang}-${name}`);
});
