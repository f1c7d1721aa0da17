// Indexes without measure: numbers that are none, too many parts, names without an end, odd ids and periods. The page keeps
// its shape, and what is good is shown.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { stage } from "./lib/act.mjs";
import { board, component, detail, index, observation, putBoard, ranking, settled, unit, useAll } from "./lib/boards.mjs";
import { allIn, fallbackSeen, until } from "./lib/browsers.mjs";
import { frames, harm, harmless, opened, said } from "./lib/harm.mjs";
import { layoutFaults } from "./lib/look.mjs";
import { putPage } from "./lib/server.mjs";

describe("what is out of measure", () => {
  const through = stage();

  const tame = { indexes: [index("a"), index("b", { unit: "điểm" })], details: { a: detail("a"), b: detail("b") } };
  harmless(through, "a tame feed", tame);

  test("a tame feed has no fault of layout, before and after every control was used", () =>
    through(opened(tame), async ({ page }) => {
      const faults = async () => {
        // The columns over a curve have the next test.
        await page.evaluate(() => document.querySelectorAll("cchc-scoreboard").forEach((host) => host.shadowRoot.querySelectorAll(".hit").forEach((hit) => (hit.hidden = true))));
        await frames(page);
        return page.evaluate(layoutFaults);
      };
      await until(page, allIn, ["ready"]);
      await settled(page);
      assert.deepEqual(await faults(), []);
      await page.evaluate(useAll);
      await until(page, () => document.querySelector("[layout=cards]").shadowRoot.querySelector(".table"));
      assert.deepEqual(await faults(), []);
    }));

  for (const count of [1, 2, 3, 7]) {
    test(`the columns over a curve of ${count} years take no room beside the page`, () =>
      through(opened({ indexes: [index("a", { observations: Array.from({ length: count }, (_, n) => observation(String(2024 - n), 90 - n)) })] }), async ({ page }) => {
        await until(page, allIn, ["ready"]);
        assert.equal(await page.evaluate(() => document.querySelector("[layout=index]").shadowRoot.querySelectorAll(".hit").length), count);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), 320);
      }));
  }

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
    const name = "units whose names are one long word";
    const rows = (count) => Array.from({ length: count }, (_, n) => unit(n + 1, { name: `${n}${"w".repeat(44)}` }));
    const rankings = (count) => ["2023", "2024"].map((period) => ranking(period, rows(count)));
    harmless(through, `${name}, a few`, { indexes: [index("a")], details: { a: detail("a", { rankings: rankings(3) }) } });
    harmless(through, `${name}, many`, { indexes: [index("a")], details: { a: detail("a", { rankings: rankings(100) }) } });
  }

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
          assert.ok(tall < 20000, `${tall} px tall`);
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

  for (const id of ["__proto__", "constructor", "toString", "hasOwnProperty", "a.b~c", "a-b_c:d", "a b", "a/b"]) {
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
          await page.evaluate((id) => (location.hash = `cchc-scoreboard=${encodeURIComponent(id)}/2023`), id);
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
});
