// Indexes that want to do harm, and files that are none: nothing of them runs, and what is good is shown.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { stage } from "./lib/act.mjs";
import { LAYOUTS, board, component, detail, index, observation, putBoard, ranking, settled, unit } from "./lib/boards.mjs";
import { allIn, fallbackSeen, soon, until } from "./lib/browsers.mjs";
import { harm, harmless, opened, said, stay } from "./lib/harm.mjs";
import { MARKUP, SCHEMES } from "./lib/hostile.mjs";
import { putPage } from "./lib/server.mjs";

const INVISIBLE = "\u202e\u2066\u200b\u200f\ufeff\u0007\u0085\ue000";

describe("what wants to run", () => {
  const through = stage();

  test("the measure sees harm", () =>
    through(opened({ indexes: [index("a")], details: { a: detail("a") } }), async ({ page }) => {
      await until(page, allIn, ["ready"]);
      await settled(page);
      await page.evaluate(() => {
        const base = document.querySelector("cchc-scoreboard").shadowRoot.querySelector(".base");
        const add = (name, attributes) => {
          const made = document.createElement(name);
          Object.entries(attributes).forEach(([key, value]) => made.setAttribute(key, value));
          base.append(made);
        };
        add("iframe", {});
        add("p", { onclick: "1" });
        add("a", { href: "vbscript:1" });
        add("path", { d: "M0 NaN" });
        base.append("trên NaN");
      });
      const seen = (await page.evaluate(harm)).join("\n");
      for (const what of [/<iframe>/, /onclick=1/, /vbscript:1/, /d=M0 NaN/, /says .*NaN/]) assert.match(seen, what);
    }));

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
          scripts: [stay, [(scheme) => addEventListener("DOMContentLoaded", () => document.querySelector("#more").setAttribute("more", scheme)), scheme]],
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

describe("files that are none", () => {
  const through = stage();

  test("a detail that cannot be read, or is that of another index, is said to be missing, and what is known is shown", () => {
    const bad = {
      foreign: JSON.stringify(detail("b")),
      cut: JSON.stringify(detail("cut")).slice(0, 300),
      list: "[]",
      null: "null",
      empty: "",
      deep: "[".repeat(100_000),
    };
    const ids = Object.keys(bad);
    return through(opened({ indexes: [...ids, "b"].map((id) => index(id)), details: { ...bad, b: detail("b") } }, { ids }), async ({ page, proxy, wrong }) => {
      await until(page, allIn, ["ready"]);
      await soon(() => ids.every((id) => proxy.answers.some(({ path }) => path.endsWith(`/${id}.json`))), "a detail was not asked for");
      assert.deepEqual(await page.evaluate(harm), []);
      assert.deepEqual(wrong.filter((line) => /page error|RuntimeError|trap/.test(line)), []);
      for (const id of ids) assert.match(await page.evaluate((id) => document.querySelector(`[index=${id}]`).shadowRoot.querySelector(".base").textContent, id), /92,57/);
      await until(page, () => Array.from(document.querySelectorAll("[index]")).every((host) => host.shadowRoot.querySelector(".base").textContent.includes("Chưa tải được phần chi tiết")));
    });
  });

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
