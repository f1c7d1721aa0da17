// What a reader does with the scoreboard, in every engine: opens an index, goes through its years, reads its table, sorts
// and searches a ranking, takes a file, comes by an address and goes back.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { stage } from "./lib/act.mjs";
import { NOW, allIn, engines, until } from "./lib/browsers.mjs";
import { putPage } from "./lib/server.mjs";

const fallback = `<a href="https://example.vn/">Dự phòng</a>`;
const tag = (attributes) => `<cchc-scoreboard eager feed="/feed/v1/cchc.json" ${attributes}>${fallback}</cchc-scoreboard>`;
const prepare = (attributes, hash = "") => (proxy) => putPage(proxy, `<main><h1>Thử</h1><h2>Bảng điểm</h2>${tag(attributes)}</main>`) + hash;

/** Text of what a selector names inside the first scoreboard. */
const text = (selector) => (page) => page.evaluate((selector) => {
  const found = document.querySelector("cchc-scoreboard").shadowRoot.querySelector(selector);
  return found ? found.textContent : "";
}, selector);
const press = (page, selector) => page.evaluate((selector) => document.querySelector("cchc-scoreboard").shadowRoot.querySelector(selector).click(), selector);
const shows = (page, selector, words) => until(page, (selector, words) => {
  const all = Array.from(document.querySelector("cchc-scoreboard").shadowRoot.querySelectorAll(selector));
  return all.some((one) => one.textContent.indexOf(words) >= 0);
}, selector, words);
const gone = (page, selector) => until(page, (selector) => !document.querySelector("cchc-scoreboard").shadowRoot.querySelector(selector), selector);
const texts = (page, selector) => page.evaluate((selector) => Array.from(document.querySelector("cchc-scoreboard").shadowRoot.querySelectorAll(selector), (one) => one.textContent), selector);
/** Writes into a field as a reader does. */
const write = (page, selector, value) => page.evaluate((selector, value) => {
  const field = document.querySelector("cchc-scoreboard").shadowRoot.querySelector(selector);
  field.focus();
  field.value = value;
  field.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
}, selector, value);

for (const engine of Object.keys(engines)) {
  describe(`in ${engine}`, () => {
    const through = stage(engine);

    test("an index opens, its address is kept, and the way back leads to all cards", () =>
      through({ prepare: prepare(`index="par-index sipas"`), date: NOW }, async ({ page, wrong, proxy }) => {
        await until(page, allIn, ["ready"]);
        assert.equal(proxy.asked("indexes/"), 0, "details only on demand");
        await press(page, ".card[data-index=sipas] .open");
        await shows(page, ".about .name", "SIPAS");
        await shows(page, ".parts", "Cung ứng dịch vụ hành chính công");
        assert.equal(proxy.asked("indexes/sipas.json"), 1);
        assert.equal(proxy.asked("indexes/par-index.json"), 0);
        assert.match(await page.evaluate(() => location.hash), /^#cchc-scoreboard=sipas$/);
        await until(page, () => document.querySelector("cchc-scoreboard").shadowRoot.activeElement.className === "name");
        await press(page, "[data-act=back]");
        await shows(page, ".card", "PAR INDEX");
        assert.equal(await page.evaluate(() => location.hash), "");
        assert.deepEqual(wrong, []);
      }));

    test("an address opens index and year, and the browser's own way back closes it", () =>
      through({ prepare: prepare(`index="par-index sipas"`, "#cchc-scoreboard=sipas/2023"), date: NOW }, async ({ page, wrong }) => {
        await shows(page, ".figure", "83,57");
        await page.evaluate(() => (location.hash = "#cchc-scoreboard=par-index/2022"));
        await shows(page, ".figure", "89,58");
        await page.evaluate(() => history.back());
        await shows(page, ".figure", "83,57");
        await page.evaluate(() => (location.hash = "#muc-khac"));
        await shows(page, ".card", "PAR INDEX");
        assert.deepEqual(wrong, []);
      }));

    test("every year is reached by the slider and by a press on the curve", () =>
      through({ prepare: prepare(`layout="index" index="sipas"`), date: NOW }, async ({ page, wrong }) => {
        await shows(page, ".figure", "86,50");
        const years = await page.evaluate(() => document.querySelector("cchc-scoreboard").shadowRoot.querySelectorAll(".hit").length);
        assert.equal(years, 7, "2019 to 2025");
        for (const [slot, words] of [[0, "80,09"], [1, "85,15"], [2, "Chưa có số liệu"], [3, "Hạng 30/63"], [4, "83,57"]]) {
          await write(page, ".slider", String(slot));
          await shows(page, ".figure", words);
          const said = await page.evaluate(() => document.querySelector("cchc-scoreboard").shadowRoot.querySelector(".slider").getAttribute("aria-valuetext"));
          assert.ok(said.startsWith(String(2019 + slot)), said);
        }
        await press(page, ".hit[data-value='5']");
        await shows(page, ".figure", "86,50");
        assert.equal(await page.evaluate(() => document.querySelector("cchc-scoreboard").shadowRoot.querySelector(".slider").value), "5");
        assert.deepEqual(wrong, []);
      }));

    test("the table is one button away, and ranks and radar another", () =>
      through({ prepare: prepare(`layout="index" index="papi" year="2022"`), date: NOW }, async ({ page, wrong }) => {
        await shows(page, ".parts", "Quản trị điện tử");
        await press(page, ".history [data-act=table]");
        await shows(page, ".history caption", "PAPI");
        const rows = await texts(page, ".history tbody th");
        assert.deepEqual(rows, ["2025", "2024", "2023", "2022", "2021", "2020"]);
        await press(page, ".history [data-act=table]");
        await gone(page, ".history caption");
        await press(page, "[data-act=history][data-value=ranks]");
        await shows(page, ".legend", "Hạng");
        await press(page, "[data-act=components][data-value=radar]");
        await shows(page, ".radar .names", "Quản trị môi trường");
        assert.deepEqual(wrong, []);
      }));

    test("a ranking is sorted by every column and searched without marks", () =>
      through({ prepare: prepare(`layout="ranking" index="cchc-dia-phuong" year="2019"`), date: NOW }, async ({ page, wrong }) => {
        const names = () => texts(page, "tbody th");
        await shows(page, "tbody", "Cầu Giấy");
        const said = (await names()).map((name) => name.replace(/đến.*/, ""));
        assert.deepEqual(said, ["Quận Cầu Giấy", "Quận Long Biên", "Quận Đống Đa"]);
        await write(page, "[data-act=ranking]", await page.evaluate(() => {
          const options = Array.from(document.querySelector("cchc-scoreboard").shadowRoot.querySelectorAll("option"));
          return options.find((one) => one.textContent.startsWith("2023")).value;
        }));
        await shows(page, "tbody", "Phú Xuyên");
        await press(page, "[data-act=sort][data-value=name]");
        await until(page, () => document.querySelector("cchc-scoreboard").shadowRoot.querySelector("tbody th").textContent.startsWith("Huyện"));
        assert.equal(await page.evaluate(() => document.querySelector("cchc-scoreboard").shadowRoot.querySelector("[aria-sort]").textContent), "Đơn vị");
        await press(page, "[data-act=sort][data-value=value]");
        await until(page, () => document.querySelector("cchc-scoreboard").shadowRoot.querySelector("tbody th").textContent.startsWith("Quận Đống Đa"));
        await press(page, "[data-act=sort][data-value=value]");
        await until(page, () => document.querySelector("cchc-scoreboard").shadowRoot.querySelector("tbody th").textContent.startsWith("Huyện Phú Xuyên"));
        assert.deepEqual(wrong, []);
      }));
  });
}

describe("files", () => {
  const through = stage();
  /** Keeps what the page would have downloaded. */
  const catcher = () => {
    window.taken = [];
    const make = URL.createObjectURL;
    URL.createObjectURL = (blob) => (window.blob = blob, make.call(URL, blob));
    const follow = HTMLAnchorElement.prototype.click;
    HTMLAnchorElement.prototype.click = function () {
      if (!this.download) return follow.call(this);
      window.taken.push({ name: this.download, type: window.blob.type, size: window.blob.size });
      new Response(window.blob).text().then((body) => (window.body = body));
    };
  };
  for (const [act, name, type] of [["csv", "cchc-sipas.csv", "text/csv"], ["svg", "cchc-sipas-2024.svg", "image/svg+xml"], ["png", "cchc-sipas-2024.png", "image/png"]]) {
    test(`a card gives ${name}, under a strict policy too`, () =>
      through(
        {
          prepare: (proxy) =>
            putPage(proxy, tag(`index="sipas"`), {
              headers: { "content-security-policy": "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src 'self' data:; require-trusted-types-for 'script'" },
            }),
          date: NOW,
          scripts: [catcher],
        },
        async ({ page, wrong }) => {
          await until(page, allIn, ["ready"]);
          await press(page, `[data-act=${act}]`);
          await until(page, () => window.taken.length === 1 && window.body);
          const [file] = await page.evaluate(() => window.taken);
          assert.deepEqual([file.name, file.type], [name, type]);
          const body = await page.evaluate(() => window.body);
          if (act === "csv") assert.match(body, /^index,name,period,.*\r\nsipas,.*,2019,observation,80\.09,%,52,63,/s);
          if (act === "svg") assert.match(body, /^<svg [^>]*>\n<title>SIPAS, năm 2024: 86,50%<\/title>/);
          if (act === "png") assert.ok(file.size > 10000, `${file.size} bytes`);
          assert.deepEqual(wrong, []);
        },
      ));
  }

  test("the page hears of a file and of an open index, and may say no", () =>
    through(
      {
        prepare: prepare(`index="sipas"`),
        date: NOW,
        scripts: [catcher, () => {
          window.heard = [];
          for (const name of ["cchc-scoreboard-download", "cchc-scoreboard-open"]) {
            addEventListener(name, (event) => (window.heard.push({ name, ...event.detail }), event.preventDefault()));
          }
        }],
      },
      async ({ page }) => {
        await until(page, allIn, ["ready"]);
        await press(page, "[data-act=csv]");
        await press(page, ".open");
        assert.deepEqual(await page.evaluate(() => window.heard), [
          { name: "cchc-scoreboard-download", index: "sipas", file: "cchc-sipas.csv" },
          { name: "cchc-scoreboard-open", index: "sipas", period: null },
        ]);
        assert.deepEqual(await page.evaluate(() => window.taken), []);
        assert.equal(await text(".about")(page), "");
        assert.equal(await page.evaluate(() => location.hash), "");
      },
    ));
});

describe("the page around", () => {
  const through = stage();

  test("a page with a base address elsewhere is not left", () =>
    through({ prepare: (proxy) => putPage(proxy, `<base href="/examples/">${tag(`index="sipas"`)}`), date: NOW }, async ({ page, url }) => {
      await until(page, allIn, ["ready"]);
      await press(page, ".open");
      await shows(page, ".about .name", "SIPAS");
      assert.equal(await page.evaluate(() => location.href), `${url}#cchc-scoreboard=sipas`);
      await press(page, "[data-act=back]");
      await shows(page, ".card .open", "SIPAS");
      assert.equal(await page.evaluate(() => location.href), url);
    }));

  test("a detail that cannot be had is said, and comes by itself", () =>
    through(
      {
        prepare: (proxy) => {
          proxy.faults.set("/feed/v1/indexes/", 503);
          return prepare(`layout="index" index="sipas"`)(proxy);
        },
        date: NOW,
      },
      async ({ page, proxy }) => {
        await shows(page, ".waiting", "Chưa tải được phần chi tiết");
        assert.match(await text(".figure")(page), /86,50/);
        proxy.faults.clear();
        await page.evaluate(() => dispatchEvent(new Event("online")));
        await shows(page, ".parts", "Xây dựng và tổ chức thực hiện chính sách");
      },
    ));

  test("two kinds of element share one instance, one feed and one download of code", () =>
    through({ prepare: ({ origin }) => `${origin}/examples/together.html`, date: NOW }, async ({ page, proxy, wrong }) => {
      await until(page, allIn, ["ready"]);
      assert.equal(proxy.asked(".wasm"), 1);
      assert.equal(proxy.asked("/all."), 2, "glue and WebAssembly");
      assert.equal(proxy.asked("cchc.json"), 1);
      assert.deepEqual(wrong, []);
    }));

  test("without preloads the bundle with all comes too, because the page has two kinds of tag", () =>
    through(
      {
        prepare: (proxy) => putPage(proxy, `<cchc-news eager feed="/feed/v1/cchc.json">${fallback}</cchc-news>${tag("")}`),
        date: NOW,
      },
      async ({ page, proxy, wrong }) => {
        await until(page, allIn, ["ready"]);
        assert.equal(proxy.asked(".wasm"), 1);
        assert.equal(proxy.asked("/all."), 2);
        assert.deepEqual(wrong, []);
      },
    ));

  test("the reader's language and the page's change what is written, and nothing is lost", () =>
    through({ prepare: prepare(`index="sipas"`), date: NOW }, async ({ page }) => {
      await until(page, allIn, ["ready"]);
      await press(page, "[data-act=table]");
      await page.evaluate(() => (document.documentElement.lang = "en"));
      await shows(page, ".trend", "Up 2.93 percentage points from 2023");
      await shows(page, "caption", "SIPAS: figures over the years");
    }));
});
