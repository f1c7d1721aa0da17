// The loader's manners: whenever the script comes, whoever made the element, wherever it is put, and however often.

import assert from "node:assert/strict";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { stage } from "./lib/act.mjs";
import { allIn, fallbackSeen, soon, until } from "./lib/browsers.mjs";
import { dist } from "./lib/paths.mjs";
import { counters } from "./lib/probes.mjs";
import { item, putFeed, putPage, serveProxy } from "./lib/server.mjs";

const through = stage();
const { version } = JSON.parse(readFileSync(join(dist, "v1/0.1.0/manifest.json")));
const script = `/v1/${version}/cchc.js`;
const items = Array.from({ length: 5 }, (_, n) => item(n));
const tag = (feed, attributes = "eager") => `<cchc-news ${attributes} feed="${feed}"><a href="https://example.vn/">Dự phòng</a></cchc-news>`;
const page = (body, options) => ({ prepare: (proxy) => putPage(proxy, body(putFeed(proxy, { items })), options) });

/** How many items the first element of the page shows. */
const count = () => {
  const { shadowRoot } = document.querySelector("cchc-news") || {};
  return shadowRoot ? shadowRoot.querySelectorAll(".item").length : 0;
};
const shows = (on, n) => until(on, (n, count) => (0, eval)(`(${count})`)() === n, n, String(count));
const frames = (on) => on.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
const addScript = (on, src) =>
  on.evaluate((src) => new Promise((done, refused) => {
    const script = document.createElement("script");
    Object.assign(script, { type: "module", crossOrigin: "anonymous", src, onload: done, onerror: refused });
    document.head.append(script);
  }), src);

/** A promise, and what keeps it. */
function latch() {
  let release;
  return { wait: new Promise((done) => (release = done)), release: () => release() };
}
/** Holds back the WebAssembly of every bundle. */
function holdCode(proxy, fault) {
  const { bundles } = JSON.parse(readFileSync(join(dist, `v1/${version}/manifest.json`)));
  for (const { wasm } of Object.values(bundles)) proxy.faults.set(`/v1/${version}/${wasm[0]}`, fault);
}

test("elements that were there long before the script, made in every way, with attributes and properties, all upgrade", () =>
  through(page((feed) => tag(feed, "eager limit=2") + `<main></main><template>${tag(feed)}</template>`, { script: false }), async ({ page, wrong }) => {
    await page.evaluate(() => {
      const [main, template] = [document.querySelector("main"), document.querySelector("template")];
      const feed = document.querySelector("cchc-news").getAttribute("feed");
      main.append(template.content.cloneNode(true));
      main.append(document.importNode(template.content, true));
      main.insertAdjacentHTML("beforeend", `<cchc-news eager feed="${feed}"></cchc-news>`);
      const made = document.createElement("cchc-news");
      made.setAttribute("feed", feed);
      made.setAttribute("eager", "");
      // What frameworks do with an element that is not defined yet.
      Object.assign(made, { limit: 1, layout: "list", lang: "en", hidden: false, data: { any: "thing" } });
      main.append(made);
    });
    assert.equal(await page.evaluate(fallbackSeen), true);
    await addScript(page, script);
    await until(page, allIn, ["ready"]);
    const made = () => Array.from(document.querySelectorAll("cchc-news"), ({ shadowRoot }) => shadowRoot.querySelectorAll(".item").length);
    // `limit` was set as a property before the element was defined; `lang` is an attribute of every element.
    assert.deepEqual(await page.evaluate(made), [2, 5, 5, 5, 1]);
    const both = await page.evaluate(() => {
      const news = document.querySelector("main").lastChild;
      const before = [news.limit, news.eager, news.maxAge, news.hasAttribute("data")];
      Object.assign(news, { maxAge: 30, eager: false, limit: null });
      return [before, [news.getAttribute("max-age"), news.hasAttribute("eager"), news.hasAttribute("limit"), Object.keys(news).includes("limit")]];
    });
    assert.deepEqual(both, [["1", true, null, false], ["30", false, false, false]]);
    assert.match(await page.evaluate(() => document.querySelector("main").lastChild.shadowRoot.querySelector(".status").textContent), /^Updated/);
    await page.evaluate(() => {
      const feed = document.querySelector("cchc-news").getAttribute("feed");
      const main = document.querySelector("main");
      main.innerHTML = `<cchc-news eager feed="${feed}" limit="3"></cchc-news>`;
      main.append(document.querySelector("template").content.cloneNode(true));
    });
    await until(page, () => Array.from(document.querySelectorAll("main cchc-news"), ({ shadowRoot }) => shadowRoot.querySelectorAll(".item").length).join() === "3,5");
    assert.deepEqual(wrong, []);
  }));

/** The versioned folder under the name of another version. */
function putCopy(proxy, other) {
  const folder = join(dist, `v1/${version}`);
  for (const name of readdirSync(folder).filter((name) => /\.(js|wasm|json)$/.test(name))) {
    const type = name.endsWith(".wasm") ? "application/wasm" : name.endsWith(".js") ? "text/javascript" : "application/json";
    proxy.files.set(`/v1/${other}/${name}`, { body: readFileSync(join(folder, name)), type });
  }
}

for (const [first, second] of [[version, "0.2.0"], ["0.2.0", version]]) {
  test(`versions ${first} and ${second} on one page: the first serves, the second is silent`, () => {
    const prepare = (proxy) => {
      putCopy(proxy, "0.2.0");
      const scripts = [first, second].map((one) => `<script type="module" src="/v1/${one}/cchc.js" crossorigin="anonymous"></script>`);
      return putPage(proxy, scripts.join("") + tag(putFeed(proxy, { items })), { script: false });
    };
    return through({ prepare }, async ({ page, proxy, wrong }) => {
      await shows(page, 5);
      await frames(page);
      assert.deepEqual([proxy.asked(`/v1/${first}/news`), proxy.asked(`/v1/${second}/news`)], [2, 0]);
      assert.deepEqual(wrong, []);
    });
  });
}

test("the same version from two hosts: one of them serves, and elements that come later are served too", async () => {
  await through({ prepare: (proxy) => putPage(proxy, tag(putFeed(proxy, { items }))) }, async ({ page, proxy, wrong }) => {
    const other = await serveProxy();
    try {
      for (const [path, file] of Object.entries({ [script]: "cchc.js" })) other.files.set(path, { body: readFileSync(join(dist, `v1/${version}`, file)), type: "text/javascript" });
      await addScript(page, other.origin + script);
      await shows(page, 5);
      await page.evaluate(() => document.body.append(document.querySelector("cchc-news").cloneNode(true)));
      await until(page, () => Array.from(document.querySelectorAll("cchc-news")).every(({ shadowRoot }) => shadowRoot && shadowRoot.querySelectorAll(".item").length === 5));
      assert.equal(other.counts.size, 1, "the second host is asked for nothing but its script");
      assert.equal(proxy.asked(".wasm"), 1);
      assert.deepEqual(wrong, []);
    } finally {
      await other.stop();
    }
  });
});

test("carried into a frame and back it shows its news in both places, styled", () =>
  through(page((feed) => tag(feed) + `<iframe title="khung" srcdoc="<!doctype html><title>khung</title><body>"></iframe>`), async ({ page, wrong }) => {
    await shows(page, 5);
    const look = (selector) => {
      const news = (selector ? document.querySelector(selector).contentDocument : document).querySelector("cchc-news");
      const [first] = news.shadowRoot.querySelectorAll(".item");
      return { items: news.shadowRoot.querySelectorAll(".item").length, line: first && news.ownerDocument.defaultView.getComputedStyle(first).borderBottomStyle, weight: first && news.ownerDocument.defaultView.getComputedStyle(first.querySelector(".title")).fontWeight };
    };
    const good = { items: 5, line: "solid", weight: "600" };
    assert.deepEqual(await page.evaluate(look, null), good);
    for (let round = 0; round < 2; round += 1) {
      await page.evaluate(() => document.querySelector("iframe").contentDocument.body.append(document.querySelector("cchc-news")));
      await until(page, () => document.querySelector("iframe").contentDocument.querySelector("cchc-news").shadowRoot.querySelectorAll(".item").length === 5);
      assert.deepEqual(await page.evaluate(look, "iframe"), good, "in the frame");
      await page.evaluate(() => document.body.append(document.querySelector("iframe").contentDocument.querySelector("cchc-news")));
      await shows(page, 5);
      assert.deepEqual(await page.evaluate(look, null), good, "and back");
    }
    // Taken out, and put into the frame only later: mounted anew, there.
    await page.evaluate(async () => {
      const news = document.querySelector("cchc-news");
      news.remove();
      await new Promise((done) => requestAnimationFrame(done));
      document.querySelector("iframe").contentDocument.body.append(news);
    });
    await until(page, () => document.querySelector("iframe").contentDocument.querySelector("cchc-news").shadowRoot.querySelectorAll(".item").length === 5);
    assert.deepEqual(await page.evaluate(look, "iframe"), good, "mounted in the frame");
    assert.deepEqual(wrong, []);
  }));

test("in a document without a window it rests, harms nothing, and works when it comes out", () =>
  through(page((feed) => tag(feed)), async ({ page, wrong }) => {
    await shows(page, 5);
    await page.evaluate(async () => {
      window.apart = document.implementation.createHTMLDocument("apart");
      window.apart.body.append(document.querySelector("cchc-news"));
      await new Promise((done) => requestAnimationFrame(done));
    });
    await frames(page);
    await page.evaluate(() => document.body.append(window.apart.querySelector("cchc-news")));
    await shows(page, 5);
    assert.deepEqual(wrong, []);
  }));

test("inside a closed shadow root it works, follows the language around its host, and tells the page", () => {
  const scripts = [() => addEventListener("cchc-ready", (event) => (window.readyFrom = event.target.id))];
  return through({ ...page((feed) => `<div id="host" data-feed="${feed}"></div>`), scripts }, async ({ page, wrong }) => {
    await page.evaluate(() => {
      const host = document.querySelector("#host");
      window.inside = host.attachShadow({ mode: "closed" });
      window.inside.innerHTML = `<cchc-news eager feed="${host.dataset.feed}"></cchc-news>`;
    });
    const status = () => window.inside.firstChild.shadowRoot.querySelector(".status").textContent;
    await until(page, () => window.inside.firstChild.shadowRoot && window.inside.firstChild.shadowRoot.querySelectorAll(".item").length === 5);
    assert.match(await page.evaluate(status), /^Cập nhật/);
    await page.evaluate(() => (document.querySelector("#host").lang = "en"));
    await until(page, () => window.inside.firstChild.shadowRoot.querySelector(".status").textContent.startsWith("Updated"));
    assert.equal(await page.evaluate(() => window.readyFrom), "host", "composed, and retargeted as closed roots are");
    assert.deepEqual(wrong, []);
  });
});

test("hidden it fetches nothing; shown it comes", () =>
  through(page((feed) => `<div id="box" style="display:none">${tag(feed, "")}</div>`), async ({ page, proxy, wrong }) => {
    await until(page, () => customElements.get("cchc-news"));
    await frames(page);
    assert.equal(proxy.asked(".wasm") + proxy.asked("/own/"), 0);
    await page.evaluate(() => (document.querySelector("#box").style.display = ""));
    await shows(page, 5);
    assert.deepEqual(wrong, []);
  }));

test("three hundred elements are served by one instance and one round of requests", () =>
  through(page((feed) => tag(feed).repeat(300)), async ({ page, proxy, wrong }) => {
    await until(page, () => Array.from(document.querySelectorAll("cchc-news")).every(({ shadowRoot }) => shadowRoot && shadowRoot.querySelectorAll(".item").length === 5));
    assert.deepEqual([...proxy.counts].filter(([path, asked]) => asked > 1 && !path.includes("favicon")), []);
    await page.evaluate(() => document.querySelectorAll("cchc-news").forEach((news) => news.remove()));
    await frames(page);
    assert.deepEqual(wrong, []);
  }));

test("taken away while the code is on its way, it is not mounted, and put back it is", () => {
  const { wait, release } = latch();
  const prepare = (proxy) => {
    holdCode(proxy, { wait });
    return putPage(proxy, tag(putFeed(proxy, { items })));
  };
  return through({ prepare, scripts: [counters] }, async ({ page, proxy, wrong }) => {
    await soon(() => proxy.asked(".wasm") > 0, "the code is not asked for");
    await page.evaluate(() => {
      window.news = document.querySelector("cchc-news");
      window.news.remove();
    });
    release();
    await until(page, () => performance.getEntriesByType("resource").some(({ name, responseEnd }) => name.endsWith(".wasm") && responseEnd > 0));
    await frames(page);
    const left = () => ({ mounted: !!window.news.shadowRoot.querySelector(".base"), timers: window.cchcOpen.timers.size, listeners: window.cchcOpen.listeners });
    assert.deepEqual(await page.evaluate(left), { mounted: false, timers: 0, listeners: 0 });
    await page.evaluate(() => document.body.append(window.news));
    await shows(page, 5);
    assert.deepEqual(wrong, []);
  });
});

test("taken away while the feed is on its way, nothing is left; put back it shows its news", () => {
  const { wait, release } = latch();
  const prepare = (proxy) => {
    proxy.faults.set("/own/", { wait });
    return putPage(proxy, tag(putFeed(proxy, { items })));
  };
  return through({ prepare, scripts: [counters] }, async ({ page, wrong }) => {
    await until(page, allIn, ["loading"]);
    await page.evaluate(() => {
      window.news = document.querySelector("cchc-news");
      window.news.remove();
    });
    await frames(page);
    release();
    await frames(page);
    assert.deepEqual(await page.evaluate(() => ({ timers: window.cchcOpen.timers.size, listeners: window.cchcOpen.listeners })), { timers: 0, listeners: 0 });
    await page.evaluate(() => document.body.append(window.news));
    await shows(page, 5);
    assert.deepEqual(wrong, []);
  });
});

test("another feed while the first is on its way: the second is shown, and the first does not come over it", () => {
  const { wait, release } = latch();
  const prepare = (proxy) => {
    proxy.faults.set("/slow/", { wait });
    return putPage(proxy, tag(putFeed(proxy, { items: items.slice(0, 1), folder: "/slow" })));
  };
  return through({ prepare }, async ({ page, proxy, wrong }) => {
    await until(page, allIn, ["loading"]);
    await page.evaluate((feed) => document.querySelector("cchc-news").setAttribute("feed", feed), putFeed(proxy, { items }));
    await shows(page, 5);
    release();
    await soon(() => proxy.answers.some(({ path }) => path.startsWith("/slow/")) || proxy.asked("/slow/") > 0, "never asked");
    await frames(page);
    await frames(page);
    assert.equal(await page.evaluate(count), 5);
    assert.deepEqual(wrong, []);
  });
});

for (const [name, breath] of [["at once", false], ["with a breath between", true]]) {
  test(`two hundred times in and out ${name}: it shows its news in the end`, () =>
    through(page((feed) => tag(feed)), async ({ page, wrong }) => {
      await shows(page, 5);
      await page.evaluate(async (breath) => {
        const news = document.querySelector("cchc-news");
        for (let n = 0; n < 200; n += 1) {
          news.remove();
          if (breath) await Promise.resolve().then(() => {});
          document.body.append(news);
          if (breath) await Promise.resolve().then(() => {});
        }
      }, breath);
      await shows(page, 5);
      await until(page, allIn, ["ready"]);
      assert.deepEqual(wrong, []);
    }));
}

test("back from another page the news are there", () =>
  through(page((feed) => tag(feed), { headers: { "cache-control": "max-age=60" } }), async ({ page, proxy, wrong }) => {
    await shows(page, 5);
    await page.evaluate(() => addEventListener("pageshow", ({ persisted }) => (window.frozen = persisted)));
    proxy.files.set("/other.html", { body: `<!doctype html><title>khác</title><link rel="icon" href="data:,">`, type: "text/html" });
    await page.goto(`${proxy.origin}/other.html`);
    await page.goBack();
    await shows(page, 5);
    await until(page, allIn, ["ready"]);
    // A page that was kept whole still hears of the network, and of its attributes.
    await page.evaluate(() => document.querySelector("cchc-news").setAttribute("limit", "2"));
    await shows(page, 2);
    assert.deepEqual(wrong, []);
  }));

const RELATIVE = {
  "relative to the page": ["own/cchc.json", ""],
  "relative to the page's base": ["cchc.json", `<base href="/own/">`],
  "with a path alone": ["/own/cchc.json?v=1#top", `<base href="/elsewhere/">`],
};
for (const [name, [feed, base]] of Object.entries(RELATIVE)) {
  test(`the feed's address ${name} is understood, and asked for once`, () => {
    const prepare = (proxy) => {
      putFeed(proxy, { items });
      return putPage(proxy, base + tag(feed));
    };
    return through({ prepare }, async ({ page, proxy, wrong }) => {
      await shows(page, 5);
      assert.equal(proxy.asked("cchc.json"), 1);
      assert.deepEqual(wrong, []);
    });
  });
}

for (const [feed, warned] of [["", 0], ["http://[", 1], ["http://:99999/", 1]]) {
  test(`feed="${feed}" means the feed beside the script${warned ? ", and one warning" : ""}`, () => {
    const scripts = [() => addEventListener("cchc-ready", () => (window.ready = true))];
    return through({ prepare: (proxy) => putPage(proxy, tag(feed)), scripts }, async ({ page, proxy, wrong }) => {
      await until(page, () => window.ready);
      assert.ok(proxy.asked("/feed/v1/news.json") > 0);
      assert.deepEqual(wrong.filter((line) => line.startsWith("page error")), []);
      assert.equal(wrong.filter((line) => line.includes("attribute feed=")).length, warned, wrong.join("\n"));
    });
  });
}

test("an answer of 304 counts as fresh", () =>
  through({ prepare: (proxy) => putPage(proxy, tag(`${proxy.origin}/feed/v1/cchc.json`)), scripts: [() => (Math.random = () => 0)] }, async ({ page, proxy, wrong }) => {
    await until(page, allIn, ["ready"]);
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await soon(() => proxy.answers.some(({ path, status }) => path.endsWith("cchc.json") && status === 304), "no 304");
    await frames(page);
    await until(page, allIn, ["ready"]);
    assert.deepEqual(wrong, []);
  }));
