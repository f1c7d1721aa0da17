// The embed builder: what it prints works when it is pasted into a page of another host, and what is wrong with a page is told.

import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { audit } from "./lib/audit.mjs";
import { allIn, engines, open, until } from "./lib/browsers.mjs";
import { dist } from "./lib/paths.mjs";
import { violations } from "./lib/probes.mjs";
import { serveFolder, serveHub, serveProxy } from "./lib/server.mjs";

let hub;
before(async () => (hub = await serveHub()));
after(() => hub.stop());

const isReady = () => document.documentElement.hasAttribute("data-ready");
const codeOf = (page, id) => page.evaluate((id) => document.querySelector(`#code-${id}`).textContent, id);

/** Chooses exactly these tags. */
async function choose(page, names) {
  await page.evaluate((names) => {
    for (const box of document.querySelectorAll("#tags input")) if (box.checked !== names.includes(box.value)) box.click();
  }, names);
  await until(page, (names) => names.every((name) => document.querySelector(`#code-tag-${name}`)), names);
}

async function withBuilder(engine, task, options) {
  const browser = await engines[engine]();
  const proxy = await serveProxy(hub.origin, { probe: engine === "webkit" });
  try {
    const { page, wrong } = await open(browser, `${proxy.origin}/`, options);
    await until(page, isReady);
    await task({ browser, page, wrong, proxy });
  } finally {
    await browser.close();
    await proxy.stop();
  }
}

for (const engine of Object.keys(engines)) {
  test(`the builder prints code for what is chosen in ${engine}`, () =>
    withBuilder(engine, async ({ page, wrong, proxy }) => {
      await choose(page, ["news", "scoreboard"]);
      const head = await codeOf(page, "head");
      assert.match(head, /integrity="sha384-[^"]{64}" crossorigin="anonymous"><\/script>/);
      assert.ok(head.includes(`${proxy.origin}/v1/`) && head.includes("/all."), head);
      const tag = await codeOf(page, "tag-news");
      assert.match(tag, /^<cchc-news>\n  <a href="https:.*<\/small><br>\n  <a /);
      // What an old WordPress makes of it: a paragraph around, a break at every end of a line.
      const wrapped = await page.evaluate((tag) => {
        const place = document.createElement("div");
        place.innerHTML = `<p>${tag.replace(/(?<!<br>)\n/g, "<br />\n")}</p>`;
        return [place.children.length, place.querySelectorAll("cchc-news a").length, place.querySelectorAll("a").length];
      }, tag);
      assert.deepEqual(wrapped, [1, 5, 5]);
      await until(page, () => {
        const inside = document.querySelector("#preview").contentDocument;
        const element = inside && inside.querySelector("cchc-scoreboard");
        return element && element.getAttribute("data-state") === "ready";
      });
      assert.deepEqual(wrong, []);
    }));
}

test("the head that the builder prints is the one that the example pages have", () =>
  withBuilder("chromium", async ({ page, proxy }) => {
    for (const [names, file] of [[["news"], "news.html"], [["procedures"], "procedures.html"], [["news", "scoreboard"], "together.html"]]) {
      await choose(page, names);
      const head = (await codeOf(page, "head")).split(proxy.origin).join("");
      const example = readFileSync(join(dist, "examples", file), "utf8");
      // Preloads of feed files may stand in another order.
      for (const line of head.split("\n")) assert.ok(example.includes(line), `${file} lacks ${line}`);
    }
  }));

test("what is printed runs on another host, under the policy that is printed, with the fallback before it", () =>
  withBuilder("chromium", async ({ browser, page }) => {
    await choose(page, ["news", "scoreboard", "procedures", "feedback"]);
    const parts = await Promise.all(["head", "tag-news", "tag-scoreboard", "tag-procedures", "tag-feedback", "policy-line"].map((id) => codeOf(page, id)));
    const [head, ...rest] = parts;
    const policy = rest.pop().replace("Content-Security-Policy: ", "");
    const site = await serveProxy();
    try {
      const body = `<!doctype html><html lang="vi"><head><meta charset="utf-8"><title>Phường</title><link rel="icon" href="data:,">${head}</head><body>${rest.join("\n")}</body></html>`;
      site.files.set("/trang.html", { body, type: "text/html; charset=utf-8", headers: { "content-security-policy": `default-src 'none'; img-src data:; ${policy}` } });
      const { page: pasted, wrong } = await open(browser, `${site.origin}/trang.html`, { scripts: [violations] });
      await until(pasted, allIn, ["ready"]);
      assert.deepEqual(await pasted.evaluate(() => window.cchcViolations), []);
      assert.deepEqual(wrong, []);
      const bare = await open(browser, `${site.origin}/trang.html`, { javaScript: false });
      const links = await bare.page.$$eval("cchc-news a, cchc-scoreboard a, cchc-procedures a, cchc-feedback a", (all) => all.length);
      assert.equal(links, 16, "five of each, and one form");
    } finally {
      await site.stop();
    }
  }));

test("options reach code, frame and preview; those that say nothing new are left out", () =>
  withBuilder("chromium", async ({ page }) => {
    await choose(page, ["news"]);
    await page.select("#option-news-layout", "ticker");
    await page.select("#option-news-theme", "dark");
    await page.select("#option-news-notices", "on");
    await until(page, () => document.querySelector("#code-tag-news").textContent.startsWith('<cchc-news layout="ticker" theme="dark">'));
    assert.match(await codeOf(page, "frame-news"), /frame\.html\?widget=news&amp;layout=ticker&amp;theme=dark"/);
    await until(page, () => {
      const element = document.querySelector("#preview").contentDocument.querySelector("cchc-news");
      return element && element.getAttribute("layout") === "ticker" && element.getAttribute("theme") === "dark";
    });
    await page.click("[name=pin][value=newest]");
    await until(page, () => document.querySelector("#code-head").textContent.indexOf("\n") < 0 && document.querySelector("#code-head").textContent.includes("/v1/cchc.js"));
  }));

test("the built tree works in a folder of any host", async () => {
  const browser = await engines.chromium();
  const static_ = await serveFolder(dist, "/ban/cchc");
  try {
    const { page, wrong } = await open(browser, `${static_.origin}/ban/cchc/index.html`);
    await until(page, isReady);
    assert.ok((await codeOf(page, "head")).includes(`src="${static_.origin}/ban/cchc/v1/0.1.0/cchc.js"`));
    const policy = await page.evaluate(() => document.querySelector("#code-policy").textContent);
    assert.ok(policy.includes(`script-src ${static_.origin} 'wasm-unsafe-eval'`), policy);
    await until(page, () => {
      const element = document.querySelector("#preview").contentDocument.querySelector("cchc-news");
      return element && element.getAttribute("data-state") === "ready";
    });
    assert.deepEqual(wrong, []);
  } finally {
    await browser.close();
    await static_.stop();
  }
});

test("the copy button copies", async () => {
  await withBuilder("chromium", async ({ browser, page, proxy }) => {
    await browser.defaultBrowserContext().overridePermissions(proxy.origin, ["clipboard-read", "clipboard-write", "clipboard-sanitized-write"]);
    await page.bringToFront();
    await page.click("#code-tag-news");
    await page.evaluate(() => document.querySelector("#code-tag-news").closest(".copyable").querySelector("button").click());
    await until(page, () => document.querySelector("#code-tag-news").closest(".copyable").querySelector(".copied").textContent.includes("Đã sao chép"));
    assert.equal(await page.evaluate(() => navigator.clipboard.readText()), await codeOf(page, "tag-news"));
  });
});

/** Rules that "check my page" finds in a page. */
const found = (page, html, header = "") =>
  page.evaluate(
    async (html, header) => {
      const { check } = await import("/examples/builder/check.js");
      const get = (name) => fetch(`/v1/${document.documentElement.dataset.version}/${name}`).then((answer) => answer.json());
      const manifest = await get("manifest.json");
      const site = { host: location.origin, version: manifest.version, manifest, registry: await get("widgets.json") };
      return check(html, header, site).map(({ rule, line }) => `${line} ${rule}`);
    },
    html,
    header,
  );

test("a page is checked: each rule is found at its line, and a good page is left in peace", () =>
  withBuilder("chromium", async ({ page, proxy }) => {
    await choose(page, ["news", "scoreboard"]);
    const [head, news, board] = await Promise.all(["head", "tag-news", "tag-scoreboard"].map((id) => codeOf(page, id)));
    const good = `<!doctype html>\n<html><head>\n${head}\n</head><body>\n${news}\n${board}\n</body></html>`;
    assert.deepEqual(await found(page, good), []);
    assert.deepEqual(await found(page, good, "default-src 'self'; script-src 'self' 'unsafe-eval'"), ["0 policy-refuses", "0 policy-refuses"]);
    assert.deepEqual(await found(page, good, `default-src 'self' ${proxy.origin} 'wasm-unsafe-eval'`), []);
    const own = `${proxy.origin}/v1/0.1.0/cchc.js`;
    const script = (more) => `<script type="module" src="${own}" ${more}></script>`;
    const tag = "<cchc-news><a href='/tin'>Tin</a></cchc-news>";
    const pinned = head.split("\n")[0];
    const cases = [
      ["<p>Không có gì</p>", "0 nothing-here"],
      [tag, "1 script-missing"],
      [head, "0 nothing-here", "1 tag-missing"],
      [`${head}\n${pinned}\n${tag}`, `${head.split("\n").length + 1} script-twice`],
      [`${head}\n<script type="module" src="/v1/0.0.9/cchc.js" integrity="sha384-x" crossorigin></script>\n${tag}`, `${head.split("\n").length + 1} two-versions`, `${head.split("\n").length + 1} version-old`],
      [`${script("")}${tag}`, "1 integrity-missing", "1 preload-missing"],
      [`${script('integrity="sha384-sai" crossorigin')}${tag}`, "1 integrity-wrong", "1 preload-missing"],
      [`<script type="module" src="/v1/cchc.js" integrity="sha384-x"></script>${tag}`, "1 integrity-unpinned", "1 crossorigin-missing"],
      [`<script src="/v1/cchc.js"></script>${tag}`, "1 script-not-module"],
      [`<script type="module" src="http://phuong.vn/v1/cchc.js"></script>${tag}`, "1 script-http"],
      [`<script type="module" src="/v1/cchc.js"></script>\n<cchc-newz>Tin</cchc-newz>`, "2 tag-unknown"],
      [`<script type="module" src="/v1/cchc.js"></script>\n<cchc-news/>`, "2 tag-closes-itself"],
      [`<script type="module" src="/v1/cchc.js"></script>\n<cchc-news>Tin`, "2 tag-open"],
      [`<script type="module" src="/v1/cchc.js"></script>\n<cchc-news> <!-- gì đó --> </cchc-news>`, "2 fallback-missing"],
      [`<script type="module" src="/v1/cchc.js"></script>\n<p><cchc-news></p>\n<ul><li>Tin</li></ul>\n<p></cchc-news></p>`, "2 fallback-falls-out"],
      [`<script type="module" src="/v1/cchc.js"></script>\n<p>Chào<p><cchc-news><p>Tin</p></cchc-news></p>`, "2 fallback-falls-out"],
      [`<script type="module" src="/v1/cchc.js"></script>\n<p>Chào</p><cchc-news><ul><li>Tin</li></ul></cchc-news>`],
      [`<script type="module" src="/v1/cchc.js"></script>\n<p>Chào <cchc-news><dl><dt>Tin</dt></dl></cchc-news></p>`, "2 fallback-falls-out"],
      [`<script type="module" src="/v1/cchc.js"></script>\n<div><p>Chào</div><cchc-news><ul><li>Tin</li></ul></cchc-news>`],
      [`<script type="module" src="/v1/cchc.js"></script>\n<p>Chào <cchc-news><a href="/tin" title="<ul>">Tin</a></cchc-news></p>`],
      [`<script type="module" src="/v1/cchc.js"></script>\n<p>Chào<div><cchc-news><p>Tin</p></cchc-news></div>`],
      [`<script type="module" src="/v1/cchc.js"></script>\n<p><cchc-news><br><a href="/tin">Tin</a><br></cchc-news></p>`],
      [`<script type="module" src="/v1/cchc.js"></script>\n<cchc-news layuot="list" limit="200" limit="5" feed="/feed/news.json">Tin</cchc-news>`, "2 attribute-twice", "2 attribute-unknown", "2 value-bad", "2 feed-not-discovery"],
      [`<script type="module" src="/v1/cchc.js"></script>\n<cchc-news layout=“ticker”>Tin</cchc-news>`, "2 value-bad", "2 smart-quotes"],
      [`<iframe src="/v1/frame.html?widget=news"></iframe>`, "1 frame-title"],
      [`<meta http-equiv="Content-Security-Policy" content="script-src 'self' 'strict-dynamic'">\n<script type="module" src="/v1/cchc.js"></script>${tag}`, "1 policy-refuses", "1 policy-strict-dynamic"],
      [`<!-- <cchc-news> -->\n<script>"<cchc-x>"</script><script type="module" src="/v1/cchc.js"></script>${tag}`],
    ];
    for (const [html, ...rules] of cases) assert.deepEqual((await found(page, html)).sort(), rules.sort(), html);
    const told = await page.evaluate(async () => {
      const { RULES } = await import("/examples/builder/rules.js");
      return Object.entries(RULES).filter(([, rule]) => rule.vi.length !== 2 || rule.en.length !== 2).map(([name]) => name);
    });
    assert.deepEqual(told, []);
  }));

test("what was checked is told in words, in the reader's language", () =>
  withBuilder("chromium", async ({ page }) => {
    await page.$eval("#page", (field) => (field.value = '<script src="/v1/cchc.js"></script>\n<cchc-news/>'));
    await page.click("#check");
    await until(page, () => document.querySelectorAll("#findings li").length === 2);
    assert.match(await page.$eval("#findings li", (line) => line.textContent), /Lỗi · Dòng 1.*type="module"/);
    await page.click("[data-lang=en]");
    await page.click("#check");
    await until(page, () => /Error · Line 1/.test(document.querySelector("#findings li").textContent));
  }));

for (const width of [360, 1280]) {
  test(`the builder is accessible and fits ${width} px, in both languages`, () =>
    withBuilder(
      "chromium",
      async ({ page }) => {
        await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
        assert.deepEqual(await audit(page), []);
        assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "no sideways scrolling");
        await page.click("[data-lang=en]");
        await until(page, () => document.documentElement.lang === "en" && document.querySelector(".copyable h3").textContent.includes("Paste"));
        assert.deepEqual(await audit(page), []);
      },
      { width },
    ));
}

test("the builder works by keyboard alone", () =>
  withBuilder("chromium", async ({ page }) => {
    await page.focus("#tags input[value=feedback]");
    await page.keyboard.press("Space");
    await until(page, () => document.querySelector("#code-tag-feedback"));
    await page.keyboard.press("Space");
    await until(page, () => !document.querySelector("#code-tag-feedback"));
  }));
