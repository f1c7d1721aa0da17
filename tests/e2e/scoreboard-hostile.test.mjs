// Indexes that want to do harm, and indexes without measure: nothing of them runs, what is good is shown, and the page
// keeps its shape.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { stage } from "./lib/act.mjs";
import { LAYOUTS, board, component, detail, index, observation, putBoard, ranking, settled, unit, useAll } from "./lib/boards.mjs";
import { allIn, fallbackSeen, until } from "./lib/browsers.mjs";
import { layoutFaults } from "./lib/look.mjs";
import { putPage } from "./lib/server.mjs";

const MARK = "window.ran=1";
const SCHEMES = [
  `javascript:${MARK}`,
  ` \u0001javascript:${MARK}`,
  `java\nscript:${MARK}`,
  `java\tscript:${MARK}`,
  `JaVaScRiPt:${MARK}//https://example.vn`,
  `vbscript:${MARK}`,
  ` vbscript:${MARK} `,
  `data:text/html,<script>parent.ran=1</script>`,
  ` data:image/svg+xml,<svg onload=${MARK}>`,
  "blob:https://example.vn/1",
  "file:///etc/passwd",
];
const MARKUP = [
  `<img src=x onerror="${MARK}">`,
  `<script>${MARK}</script>`,
  `"><svg onload=${MARK}>`,
  `' onmouseover='${MARK}`,
  `</td></table><iframe srcdoc="<script>parent.ran=1</script>">`,
  `<style>*{display:none}</style>`,
  `&lt;img src=x onerror=${MARK}&gt;`,
  `{{constructor.constructor('${MARK}')()}}`,
];
const INVISIBLE = "\u202e\u2066\u200b\u200f\ufeff\u0007\u0085\ue000";

/** Every layout over one feed on a page as narrow as the smallest phone; `ids` are the indexes that are shown in full. */
const opened = (feed, { ids = ["a"], attributes = "" } = {}) => ({
  prepare: (proxy) => {
    const address = putBoard(proxy, feed);
    const whole = (layout) => ids.map((id) => board(address, layout, `index="${id}" ${attributes}`));
    const tags = LAYOUTS.flatMap((layout) => (/index|ranking/.test(layout) ? whole(layout) : board(address, layout, attributes)));
    return putPage(proxy, `<main>${tags.join("")}</main>`);
  },
  width: 320,
  scripts: [() => addEventListener("click", (event) => event.target.closest && event.preventDefault())],
});

/** What got through: run code, foreign elements, links of other schemes, numbers that are none. */
function harm() {
  const found = [];
  if (window.ran) found.push("code ran");
  const ours = ["a", "article", "button", "caption", "circle", "details", "div", "h1", "h2", "h3", "h4", "h5", "h6", "header", "input", "label", "li", "ol", "option", "p", "path", "rect", "section", "select", "small", "span", "strong", "summary", "svg", "table", "tbody", "td", "th", "thead", "tr", "ul", "slot"];
  for (const host of document.querySelectorAll("cchc-scoreboard")) {
    const root = host.shadowRoot;
    const say = (what) => found.push(`${host.getAttribute("layout")} ${host.getAttribute("index") || ""}: ${what}`);
    for (const node of root.querySelectorAll("*")) {
      if (!ours.includes(node.localName)) say(node.outerHTML.slice(0, 200));
      for (const { name, value } of node.attributes) {
        if (/^on/.test(name)) say(`${name}=${value}`);
        if (name === "style" && /url|expression|import/i.test(value)) say(`style ${value}`);
        if (/^(d|x|y|width|height|viewBox|style|aria-row.*|colspan)$/.test(name) && /NaN|inf|undefined|null|e\d/i.test(value)) say(`${name}=${value.slice(0, 80)}`);
      }
    }
    for (const link of root.querySelectorAll("[href]")) {
      if (link.localName !== "a" || !/^(https?|mailto|tel):$/.test(link.protocol)) say(link.href);
      if (!link.hasAttribute("data-act")) link.click();
    }
    const text = root.querySelector(".base") ? root.querySelector(".base").textContent : "";
    if (/NaN|Infinity|undefined|\[object|1e\+?308/.test(text)) say(`says ${/.{0,20}(NaN|Infinity|undefined|\[object|1e\+?308).{0,20}/.exec(text)[0]}`);
  }
  if (window.ran) found.push("code ran");
  return found;
}

/** All that the first board of a layout says. */
const said = (page, layout) => page.evaluate((layout) => document.querySelector(`cchc-scoreboard[layout=${layout}]`).shadowRoot.querySelector(".base").textContent, layout);

/** Elements that are wider than their place, and a page that is wider than its window. */
function spread() {
  const found = [];
  for (const host of document.querySelectorAll("cchc-scoreboard")) {
    const edge = host.getBoundingClientRect();
    // What scrolls in a box of its own may be wider; 4 px stand out on purpose, as room around buttons in rows.
    const out = (node) => node.getBoundingClientRect().right > edge.right + 4.5 && !(node.parentElement && node.parentElement.closest(".wide, .rows"));
    const first = Array.from(host.shadowRoot.querySelectorAll("*")).find(out);
    if (first) found.push(`${host.getAttribute("layout")} ${host.getAttribute("index") || ""}: .${first.getAttribute("class") || first.localName} to ${Math.round(first.getBoundingClientRect().right)} of ${edge.right} px`);
  }
  if (document.documentElement.scrollWidth > innerWidth) found.push(`the page is ${document.documentElement.scrollWidth} px wide`);
  return found;
}

const frames = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

/** Two tests of a feed: nothing of it does harm, before and after every control was used, and the page keeps its width. */
function harmless(through, name, feed, { more = async () => {}, todo, ...options } = {}) {
  const ready = async (page) => {
    await until(page, allIn, ["ready"]);
    await settled(page);
  };
  test(name, () =>
    through(opened(feed, options), async ({ page, wrong }) => {
      await ready(page);
      assert.deepEqual(await page.evaluate(harm), []);
      await more(page);
      await page.evaluate(useAll);
      await frames(page);
      assert.deepEqual(await page.evaluate(harm), [], "after every control was used");
      assert.deepEqual(wrong, []);
    }));
  test(`${name}: the page keeps its width`, { todo }, () =>
    through(opened(feed, options), async ({ page }) => {
      await ready(page);
      assert.deepEqual(await page.evaluate(spread), []);
      await page.evaluate(useAll);
      await frames(page);
      assert.deepEqual(await page.evaluate(spread), [], "after every control was used");
    }));
}

describe("what wants to run", () => {
  const through = stage();

  {
    const name = "markup in any field is text";
    const both = (name, text) => ({ [name]: text, [`${name}_en`]: text });
    const source = (text) => ({ title: text, url: "https://example.vn/" });
    const indexes = MARKUP.map((text, n) =>
      index(`a${n}`, {
        short: `${n} ${text}`,
        ...both("name", text),
        ...both("publisher", text),
        ...both("unit", text),
        bands: [{ id: "1", ...both("name", text) }],
        target: { period: "2030", value: 95, source: source(text) },
        observations: [
          observation("2022", 89.58, { band: "1", source: source(text) }),
          observation("2023", 91.43, { basis: text, ...both("break", text), ...both("note", text), status: text, published: text }),
          observation("2024", 92.57, { basis: text, band: "1", ...both("note", text), conflicts: [{ value: 90, source: source(text) }], restated: [{ value: 91, basis: text, source: source(text) }], source: source(text) }),
        ],
      }),
    );
    const details = {};
    MARKUP.forEach((text, n) => {
      const row = (at) => unit(at + 1, { agency: text, name: `${at} ${text}`, closed: text });
      details[`a${n}`] = detail(`a${n}`, {
        ...both("method", text),
        sources: [source(text)],
        components: [1, 2, 3].map((at) => component(at, both("name", text))),
        peers: [{ period: "2024", ...both("name", text), value: 90, rank: 1, rank_of: 63, basis: text, source: source(text) }],
        rankings: [ranking("2024", Array.from({ length: 8 }, (_, at) => row(at)), { ...both("universe", text), ...both("note", text), basis: text, status: text, published: text, source: source(text) })],
      });
    });
    const ids = MARKUP.map((_, n) => `a${n}`);
    harmless(through, name, { indexes, details }, {
      ids,
      more: async (page) => {
        // Words that are shown as they are prove that the fields were read at all.
        for (const layout of ["cards", "compact"]) assert.match(await said(page, layout), /<script>window\.ran=1<\/script>/);
        const full = await page.evaluate(() => Array.from(document.querySelectorAll("[index=a1]"), (host) => host.shadowRoot.querySelector(".base").textContent));
        for (const text of full) assert.ok(text.split("<script>window.ran=1</script>").length > 8, text);
      },
    });
  }

  {
    const name = "script addresses are no links anywhere, and their words are still read";
    const source = (n) => ({ title: `Nguồn ${n}`, url: SCHEMES[n] });
    const indexes = SCHEMES.map((_, n) =>
      index(`a${n}`, {
        target: { period: "2030", value: 95, source: source(n) },
        observations: [observation("2024", 92.57, { source: source(n), conflicts: [{ value: 90, source: { ...source(n), title: `Khác ${n}` } }], restated: [{ value: 91, basis: "x", source: source(n) }] })],
      }),
    );
    const details = {};
    SCHEMES.forEach((_, n) => {
      const more = detail(`a${n}`);
      details[`a${n}`] = { ...more, sources: [source(n)], editions: more.editions.map((one) => ({ ...one, source: source(n) })), peers: more.peers.map((one) => ({ ...one, source: source(n) })), rankings: more.rankings.map((one) => ({ ...one, source: source(n) })) };
    });
    harmless(through, name, { indexes, details }, {
      ids: SCHEMES.map((_, n) => `a${n}`),
      more: async (page) => {
        const words = await page.evaluate(() => Array.from(document.querySelectorAll("cchc-scoreboard"), (host) => host.shadowRoot.querySelector(".base").textContent));
        SCHEMES.forEach((_, n) => assert.equal(words.filter((text) => new RegExp(`Nguồn ${n}(?!\\d)`).test(text)).length, 4, `source ${n} in every layout`));
        const links = await page.evaluate(() => Array.from(document.querySelectorAll("cchc-scoreboard"), (host) => host.shadowRoot.querySelectorAll("a.link").length));
        assert.deepEqual(links.filter(Boolean), []);
      },
    });
  }

  for (const scheme of SCHEMES) {
    test(`a page and a file at ${JSON.stringify(scheme)} are not gone to`, () =>
      through(
        {
          prepare: (proxy) => {
            const address = putBoard(proxy, { indexes: [index("a", { detail: scheme }), index("b")], details: { a: detail("a"), b: detail("b") } });
            const top = JSON.parse(proxy.files.get("/bang/cchc.json").body);
            top.feeds.find(({ name }) => name === "indexes/a").url = scheme;
            proxy.files.set("/bang/cchc.json", { body: JSON.stringify(top) });
            const tags = [board(address, "compact", "id=more"), board(address, "index", `index="a"`), board(address, "index", `index="b"`)];
            return putPage(proxy, tags.join(""));
          },
          width: 320,
          scripts: [[(scheme) => addEventListener("DOMContentLoaded", () => document.querySelector("#more").setAttribute("more", scheme)), scheme]],
        },
        async ({ page, wrong }) => {
          await until(page, allIn, ["ready"]);
          await until(page, () => document.querySelector("[index=b]").shadowRoot.querySelector(".parts"));
          assert.deepEqual(await page.evaluate(harm), []);
          assert.equal(await page.evaluate(() => document.querySelector("#more").shadowRoot.querySelectorAll("a.name").length), 0);
          assert.deepEqual(wrong.filter((line) => !/attribute|more/.test(line)), []);
        },
      ));
  }

  {
    const title = "bidi controls and other invisible characters do not reach the reader; decomposed text is composed";
    const hidden = (text) => text.split(" ").join(`${INVISIBLE} `);
    const name = hidden("Cải cách hành chính ở Hà Nội".normalize("NFD"));
    const one = index("a", { short: name, name, publisher: name, unit: hidden("điểm số"), observations: [observation("2023", 90), observation("2024", 91, { note: name, break: name, source: { title: name, url: "https://example.vn/" } })] });
    const more = detail("a", { method: name, components: [1, 2, 3].map((n) => component(n, { name })), rankings: [ranking("2024", [1, 2, 3].map((n) => unit(n, { name: `${n} ${name}` })), { universe: name, note: name })] });
    harmless(through, title, { indexes: [one], details: { a: more } }, {
      more: async (page) => {
        for (const layout of LAYOUTS) {
          const text = await said(page, layout);
          assert.match(text, /Cải cách hành chính ở Hà Nội/, layout);
          assert.doesNotMatch(text, /[\u202a-\u202e\u2066-\u2069\u200b\u200e\u200f\ufeff\u0000-\u0009\u0080-\u009f\ue000-\uf8ff]/, layout);
          assert.equal(text, text.normalize("NFC"), layout);
        }
      },
    });
  }
});

describe("what is out of measure", () => {
  const through = stage();

  test("a tame feed has no fault of layout, before and after every control was used", () =>
    through(opened({ indexes: [index("a"), index("b", { unit: "điểm" })], details: { a: detail("a"), b: detail("b") } }), async ({ page, wrong }) => {
      await until(page, allIn, ["ready"]);
      await settled(page);
      assert.deepEqual(await page.evaluate(layoutFaults), []);
      await page.evaluate(useAll);
      await until(page, () => document.querySelector("[layout=cards]").shadowRoot.querySelector(".table"));
      assert.deepEqual(await page.evaluate(layoutFaults), []);
      assert.deepEqual(await page.evaluate(harm), []);
      assert.deepEqual(wrong, []);
    }));

  {
    const name = "numbers that are none are not told, and their neighbours are";
    const bad = ["NaN", "1e308", "Infinity", "-Infinity", "12,5", "", " ", true, [], {}, [1], 1e308, -1e308, -1, 101, 1e9 + 1, 5e-324];
    const indexes = bad.map((value, n) =>
      index(`a${n}`, {
        min: n % 2 ? 0 : value,
        max: n % 3 ? 100 : value,
        decimals: n % 4 ? 2 : value,
        target: { period: "2030", value, rank: value },
        observations: [observation("2022", 50), observation("2023", value, { mean: value, rank: value, rank_of: value, conflicts: [{ value, rank: value }] }), observation("2024", 60, { rank: value })],
      }),
    );
    const details = Object.fromEntries(bad.map((value, n) => [`a${n}`, detail(`a${n}`, {
      components: [component(1, { min: value, max: value }), component(2, { min: 5, max: 5 }), component(3, { min: 10, max: 0 }), component(4), component(5)],
      editions: ["2023", "2024"].map((period) => ({ period, values: { "tp-1": value, "tp-2": 5, "tp-3": value, "tp-4": value, "tp-5": 7 }, means: { "tp-4": value }, ranks: { "tp-4": value }, rank_of: value })),
      peers: [{ period: "2024", name: "Hải Phòng", value, rank: value, rank_of: value }],
      rankings: [ranking("2023", [1, 2, 3, 4, 5, 6, 7].map((at) => unit(at, { value, rank: at % 2 ? value : at })), { rank_of: value, mean: value })],
    })]));
    harmless(through, name, { indexes: [...indexes, index("tot")], details }, {
      ids: Object.keys(details),
      more: async (page) => {
        for (const layout of ["cards", "compact"]) assert.match(await said(page, layout), /Chỉ số tot.*92,57/s);
        assert.doesNotMatch(await said(page, "compact"), /\d{10}/, "a number of ten digits");
      },
    });
  }

  {
    const name = "ranks below one and beyond their universe are not told";
    const ranks = [-1, 0, 64, 4294967296, 1.5, "3", null];
    const indexes = ranks.map((rank, n) => index(`a${n}`, { observations: [observation("2024", 90, { rank })] }));
    const rows = ranks.map((rank, n) => unit(n + 1, { rank }));
    const details = { a0: detail("a0", { rankings: [ranking("2024", rows, { rank_of: 63 })] }) };
    harmless(through, name, { indexes, details }, {
      ids: ["a0"],
      more: async (page) => {
        assert.doesNotMatch(await said(page, "cards"), /[Hh]ạng -?\d/);
        const shown = await page.evaluate(() => Array.from(document.querySelector("[layout=ranking]").shadowRoot.querySelectorAll("tbody .rank"), (cell) => cell.textContent));
        assert.deepEqual(shown.filter((text) => text !== "–"), []);
      },
    });
  }

  test("numbers too large for JSON leave the fallback in sight", () => {
    const text = JSON.stringify({ version: "1.0", indexes: [index("a")] }).replaceAll("92.57", "1e999");
    return through(opened({ indexes: text }), async ({ page, wrong }) => {
      await until(page, allIn, ["failed"]);
      assert.equal(await page.evaluate(fallbackSeen), true);
      assert.deepEqual(wrong.filter((line) => /page error|RuntimeError|trap/.test(line)), []);
    });
  });

  {
    const name = "two hundred components, and more, are shown as bars; a radar is not offered";
    const many = (count) => Array.from({ length: count }, (_, n) => component(n + 1, { name: `Thành phần ${n + 1} có tên khá dài như ngoài đời` }));
    const values = Object.fromEntries(many(250).map(({ id }, n) => [id, n % 11]));
    const editions = ["2023", "2024"].map((period) => ({ period, values, means: values }));
    harmless(through, name, { indexes: [index("a")], details: { a: detail("a", { components: many(250), editions }) } }, {
      attributes: `components="radar"`,
      more: async (page) => {
        const count = await page.evaluate(() => document.querySelector("[layout=index]").shadowRoot.querySelectorAll(".parts .scale").length);
        assert.equal(count, 200);
        assert.equal(await page.evaluate(() => document.querySelector("[layout=index]").shadowRoot.querySelectorAll(".radar, [data-value=radar]").length), 0);
      },
    });
  }

  {
    const name = "a hundred indexes are shown, the rest is left out";
    const indexes = Array.from({ length: 130 }, (_, n) => index(`a${n}`));
    harmless(through, name, { indexes, details: { a0: detail("a0") } }, {
      ids: ["a0"],
      more: async (page) => {
        const counts = await page.evaluate(() => [document.querySelector("[layout=cards]").shadowRoot.querySelectorAll(".card").length, document.querySelector("[layout=compact]").shadowRoot.querySelectorAll(".line").length]);
        assert.deepEqual(counts, [100, 100]);
      },
    });
  }

  for (const [kind, letter] of [["plain", "w"], ["Vietnamese", "Ẩ"], ["without a space but with signs", "a-b/"]]) {
    {
      const name = `names of 5,000 letters, ${kind}, neither widen the page nor hide the others`;
      const long = letter.repeat(5000 / letter.length);
      const source = { title: long, url: `https://example.vn/${"w".repeat(5000)}` };
      const one = index("a", {
        short: long,
        name: long,
        publisher: long,
        unit: long,
        bands: [{ id: "1", name: long }],
        target: { period: "2030", value: 95, source },
        observations: [observation("2022", 80, { break: long, note: long }), observation("2023", 90, { status: "conflict", conflicts: [{ value: 1, basis: long, source }] }), observation("2024", 91, { band: "1", note: long, source, restated: [{ value: 1, basis: long, source }] })],
      });
      const more = detail("a", {
        method: long,
        sources: [source],
        components: [1, 2, 3].map((n) => component(n, { name: `${n}${long}` })),
        peers: [{ period: "2024", name: long, value: 90, rank: 2, rank_of: 63, basis: "63-tinh", source }],
        rankings: ["2023", "2024"].map((period) => ranking(period, Array.from({ length: 8 }, (_, n) => unit(n + 1, { name: `${n}${long}` })), { universe: long, note: long, source })),
      });
      harmless(through, name, { indexes: [one, index("tot")], details: { a: more } }, {
        ids: ["a"],
        more: async (page) => {
          assert.match(await said(page, "cards"), /Chỉ số tot/);
          const tall = await page.evaluate(() => Math.max(...Array.from(document.querySelectorAll("cchc-scoreboard"), (host) => host.offsetHeight)));
          assert.ok(tall < 12000, `${tall} px tall`);
        },
      });
    }
  }

  {
    const name = "an id that is there twice is shown once";
    const indexes = [index("a", { short: "Thứ nhất" }), index("a", { short: "Thứ hai" }), index("b")];
    const more = detail("a", {
      components: [component(1), component(1, { name: "Lặp" }), component(2), component(3)],
      editions: ["2024", "2024"].map((period) => ({ period, values: { "tp-1": 1, "tp-2": 2, "tp-3": 3 } })),
      rankings: [ranking("2024", [unit(1), unit(1), unit(2)]), ranking("2024", [unit(3)])],
    });
    indexes[0].observations.push(observation("2024", 11.11));
    harmless(through, name, { indexes, details: { a: more } }, {
      more: async (page) => {
        for (const layout of ["cards", "compact"]) {
          assert.match(await said(page, layout), /Thứ nhất/);
          assert.doesNotMatch(await said(page, layout), /Thứ hai/);
        }
        assert.doesNotMatch(await said(page, "index"), /Lặp/);
      },
    });
    function one(list) {
        list[0].observations.push(observation("2024", 11.11));
    }
  }

  for (const id of ["__proto__", "constructor", "toString", "hasOwnProperty", "a.b~c", "a-b_c:d"]) {
    test(`an index with the id ${id} opens and closes as any other`, () =>
      through(
        {
          prepare: (proxy) => putPage(proxy, board(putBoard(proxy, { indexes: [index(id), index("b")], details: { [id]: detail(id) } }), "cards")),
          width: 320,
        },
        async ({ page, wrong }) => {
          const see = (selector) => until(page, (selector) => document.querySelector("cchc-scoreboard").shadowRoot.querySelector(selector), selector);
          const press = (selector) => page.evaluate((selector) => document.querySelector("cchc-scoreboard").shadowRoot.querySelector(selector).click(), selector);
          await until(page, allIn, ["ready"]);
          await press(".card .open");
          await see(".about");
          await see(".parts");
          await press("[data-act=back]");
          await see(".cards");
          await page.evaluate((id) => (location.hash = `cchc-scoreboard=${id}/2023`), id);
          await see(".about");
          assert.match(await said(page, "cards"), /91,43/);
          assert.deepEqual(await page.evaluate(harm), []);
          assert.deepEqual(wrong, []);
        },
      ));
  }

  {
    const name = "components and units whose ids are words of the language are as any other";
    const words = ["__proto__", "constructor", "toString", "valueOf"];
    const components = words.map((id) => component(1, { id, name: `Phần ${id}` }));
    // Written as text: in an object literal such a key is none.
    const values = `{${words.map((id) => `"${id}":7`).join(",")}}`;
    const rows = words.map((agency, n) => unit(n + 1, { agency, name: `Đơn vị ${agency}` }));
    const text = JSON.stringify(detail("a", { components, editions: [{ period: "2024", values: "GIÁ TRỊ" }], rankings: ["2023", "2024"].map((period) => ranking(period, rows)) })).replace('"GIÁ TRỊ"', values);
    harmless(through, name, { indexes: [index("a")], details: { a: text } }, {
      attributes: `agency="__proto__"`,
      more: async (page) => {
        const shown = await said(page, "index");
        for (const id of words) assert.match(shown, new RegExp(`Phần ${id}`));
        assert.match(await said(page, "ranking"), /Đơn vị của trang này: Đơn vị __proto__/);
      },
    });
  }

  {
    const name = "periods that are none are left out, and far ones do not fill the page";
    const periods = ["2024-13", "2024-99-99", "0000", "0001", "9999", "20245", "hôm qua", "", [], {}, null, 2021, "2020/21", "2019-Q4", "-2024"];
    const observations = [...periods.map((period) => observation("2020", 50, { period })), observation("2022", 70)];
    const more = detail("a", { editions: periods.map((period) => ({ period, values: { "tp-1": 1, "tp-2": 2, "tp-3": 3 } })), rankings: periods.map((period) => ranking("2024", [unit(1)], { period })), peers: periods.map((period) => ({ period, name: "Nơi khác", value: 1 })) });
    harmless(through, name, { indexes: [index("a", { observations }), index("b")], details: { a: more } }, {
      more: async (page) => {
        const hits = await page.evaluate(() => document.querySelector("[layout=index]").shadowRoot.querySelectorAll(".hit").length);
        assert.ok(hits > 0 && hits <= 100, `${hits} positions`);
        assert.doesNotMatch(await said(page, "index"), /hôm qua|20245|\[object/);
      },
    });
  }

  {
    const name = "observations, bands, rankings and rows of other kinds are left out, and the good ones stay";
    const odd = [null, 7, "x", [], {}, { id: {} }, { period: {} }, { name: null }];
    const indexes = [...odd, index("a", { bands: odd, target: "x", observations: [...odd, observation("2024", 92.57)] }), index("b", { observations: {}, bands: 3, name: ["x"] }), index("c", { observations: [] })];
    const more = detail("a", { sources: odd, components: [...odd, component(1)], editions: [...odd, { period: "2024", values: odd, means: 3, ranks: "x" }], peers: odd, rankings: [...odd, ranking("2024", [...odd, unit(1)])] });
    harmless(through, name, { indexes, details: { a: more } }, {
      more: async (page) => {
        assert.match(await said(page, "cards"), /92,57/);
        assert.match(await said(page, "ranking"), /Xã số 1/);
      },
    });
  }

  for (const [name, text] of [
    ["that of another index", JSON.stringify(detail("b"))],
    ["cut off", JSON.stringify(detail("a")).slice(0, 300)],
    ["a list", "[]"],
    ["null", "null"],
    ["empty", ""],
    ["nested a hundred thousand deep", "[".repeat(100_000)],
  ]) {
    const see = (page, words) => until(page, (words) => ["index", "ranking"].every((layout) => document.querySelector(`[layout=${layout}]`).shadowRoot.querySelector(".base").textContent.includes(words)), words);
    test(`a detail that is ${name} is said to be missing, and what is known is shown`, () =>
      through(opened({ indexes: [index("a"), index("b")], details: { a: text, b: detail("b") } }), async ({ page, proxy, wrong }) => {
        await until(page, allIn, ["ready"]);
        await until(page, () => true);
        assert.match(await said(page, "index"), /92,57/);
        await see(page, "Chưa tải được phần chi tiết");
        assert.ok(proxy.asked("indexes/a.json") > 0);
        assert.deepEqual(await page.evaluate(harm), []);
        assert.deepEqual(wrong.filter((line) => /page error|RuntimeError|trap/.test(line)), []);
      }));
  }

  for (const [name, text] of [
    ["a list", "[]"],
    ["null", "null"],
    ["cut off", JSON.stringify({ version: "1.0", indexes: [index("a")] }).slice(0, 200)],
    ["without a list of indexes", JSON.stringify({ version: "1.0" })],
    ["with an object for a list", JSON.stringify({ version: "1.0", indexes: { a: index("a") } })],
    ["nested a hundred thousand deep", "[".repeat(100_000)],
    ["a bare number", "1e999"],
    ["empty", ""],
  ]) {
    test(`an indexes.json that is ${name}, with the right hash, leaves the fallback in sight`, () =>
      through(opened({ indexes: text }), async ({ page, wrong }) => {
        await until(page, allIn, ["failed"]);
        assert.equal(await page.evaluate(fallbackSeen), true);
        assert.deepEqual(await page.evaluate(harm), []);
        assert.deepEqual(wrong.filter((line) => /page error|RuntimeError|trap/.test(line)), []);
      }));
  }

  test("a list of indexes without one is empty, not a failure", () =>
    through(opened({ indexes: [] }), async ({ page, wrong }) => {
      await until(page, allIn, ["empty"]);
      assert.match(await said(page, "cards"), /Hiện chưa có chỉ số nào/);
      assert.deepEqual(await page.evaluate(harm), []);
      assert.deepEqual(wrong, []);
    }));
});
