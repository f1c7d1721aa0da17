// Procedures that want to do harm, and such as no office should write but some do: nothing of them runs, nothing of them
// breaks the page of the smallest phone, and what is good of them is shown.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { stage } from "./lib/act.mjs";
import { NOW, allIn, until } from "./lib/browsers.mjs";
import { exchanged, make, procedure, put, replaced, ward, whole } from "./lib/catalogue.mjs";
import { frames, harm, spread } from "./lib/harm.mjs";
import { MARK, MARKUP, SCHEMES } from "./lib/hostile.mjs";
import { press, shows, tag, texts, write } from "./lib/lookup.mjs";
import { putPage } from "./lib/server.mjs";

const INVISIBLE = "\u202e\u2066\u200b\u200f\ufeff\u0007\u0085\ue000";
const HIDDEN = /[\u202a-\u202e\u2066-\u2069\u200b\u200e\u200f\ufeff\u0000-\u0009\u0080-\u009f\ue000-\uf8ff]/;
const said = (page) => page.evaluate(() => document.querySelector("cchc-procedures").shadowRoot.querySelector(".base").textContent);

/** Links are pressed, but not followed; boxes are ticked. */
const still = () => addEventListener("click", (event) => event.composedPath()[0].closest("a") && event.preventDefault());

/** One text in every field of the file of a procedure. */
const filled = (one, text, url = "https://example.vn/") =>
  whole(one, {
    url,
    decision: text,
    cases: [text, `${text} 2`, undefined].map((name) => ({ name, papers: [{ name: text, originals: 1, copies: 2, is_required: false, forms: [{ name: text, url }] }] })),
    ways: [{ channel: "online", time: { count: 3, unit: "day" }, fees: [{ kind: "fee", amount_vnd: 8000, text }, { kind: "price", text }], text: [text, [text]] }, { channel: text, fees: text }],
    steps: [{ name: text, text: [text, [text, text]] }],
    results: [text],
    requirements: [text, [text]],
    places: [text, [text]],
    laws: [{ name: text, number: text, url }, { name: text }],
    related: ["9.000001", text],
  });

const describeIn = (files, attributes = "") => ({
  prepare: (proxy) => putPage(proxy, `<main>${tag(attributes, put(proxy, files))}</main>`),
  width: 320,
  date: NOW,
  scripts: [still],
});

/** Goes through everything that a reader can open, and looks each time. */
async function walk(page, text, more = async () => {}) {
  const look = async (where) => {
    await frames(page);
    assert.deepEqual(await page.evaluate(harm), [], where);
    assert.deepEqual(await page.evaluate(spread), [], where);
    await more(await said(page), where);
  };
  await until(page, allIn, ["ready"]);
  await look("at first");
  await write(page, "#find", text);
  await until(page, () => !!document.querySelector("cchc-procedures").shadowRoot.querySelector("[role=option]"));
  await page.evaluate(() => document.querySelector("cchc-procedures").shadowRoot.querySelectorAll("details").forEach((one) => (one.open = true)));
  await look("answers");
  const count = (await texts(page, "[role=option]")).length;
  for (let n = 0; n < Math.min(count, 3); n += 1) {
    await page.evaluate((n) => document.querySelector("cchc-procedures").shadowRoot.querySelectorAll("[role=option]")[n].click(), n);
    await until(page, () => {
      const root = document.querySelector("cchc-procedures").shadowRoot;
      const code = location.hash.split("=")[1];
      return root.querySelector(".papers") && root.querySelector("[data-act=share]") && root.querySelector(".about").textContent.indexOf(code) >= 0;
    });
    await page.evaluate(() => {
      const root = document.querySelector("cchc-procedures").shadowRoot;
      root.querySelectorAll("details").forEach((one) => (one.open = true));
      root.querySelectorAll(".tick").forEach((one) => one.click());
    });
    await look(`procedure ${n}`);
    await press(page, "[data-act=share]");
    await look(`procedure ${n}, shared`);
    await press(page, "[data-act=back]");
    await until(page, () => !!document.querySelector("cchc-procedures").shadowRoot.querySelector("[role=option]"));
  }
}

describe("what wants to run", () => {
  const through = stage();

  MARKUP.forEach((text, n) => {
    test(`${text} in any field is text`, () => {
      const all = [1, 2].map((n) => procedure(n, { name: `Việc lạ ${n} ${text}`, field: text, handler: text, audience: text, keywords: text }));
      const files = make(all, { details: Object.fromEntries(all.map((one) => [one.id, filled(one, text)])), agencies: [ward("phuong-la", `Phường ${text}`)] });
      return through(describeIn(files), async ({ page, wrong }) => {
        let seen = 0;
        // Written signs of HTML are read as what they mean, and stay text.
        const meant = text.replace(/&lt;/g, "<").replace(/&gt;/g, ">");
        await walk(page, "viec la", (shown) => (seen = Math.max(seen, shown.split(meant).length - 1)));
        // Words that are shown as they are prove that the fields were read at all.
        assert.ok(seen > 15, `${n}: seen ${seen} times`);
        assert.deepEqual(wrong, []);
      });
    });
  });

  for (const scheme of SCHEMES) {
    test(`${JSON.stringify(scheme)} is no link anywhere`, () => {
      const one = procedure(1, { name: "Việc lạ" });
      const files = make([one], { details: { [one.id]: filled(one, "Lời", scheme) } });
      return through(describeIn(files), async ({ page, wrong }) => {
        let shown = "";
        await walk(page, "viec la", (text) => (shown += text));
        assert.match(shown, /Lời/);
        const links = await page.evaluate(() => document.querySelector("cchc-procedures").shadowRoot.querySelectorAll("a").length);
        assert.equal(links, 0);
        assert.deepEqual(wrong, []);
      });
    });
  }

  test("an address of the page is text, whatever it says", () =>
    through({ prepare: (proxy) => `${putPage(proxy, `<main>${tag("", put(proxy, make([procedure(1)])))}</main>`)}#cchc-procedures=${encodeURIComponent(`<img src=x onerror="${MARK}">../../cchc`)}`, width: 320, date: NOW, scripts: [still] }, async ({ page, proxy }) => {
      await shows(page, ".about", "<img src=x");
      await frames(page);
      assert.deepEqual(await page.evaluate(harm), []);
      assert.deepEqual(await page.evaluate(spread), []);
      // One file was asked for, in the folder where such files are.
      const odd = [...proxy.counts.keys()].filter((path) => path.includes("onerror"));
      assert.equal(odd.length, 1);
      assert.match(odd[0], /^\/thu-tuc\/procedures\/[^/]+$/);
    }));

  test("what a page is told of a procedure closes no script and is JSON", () => {
    const text = `</script><script>${MARK}</script>`;
    const one = procedure(1, { name: `Việc lạ ${text}` });
    const files = make([one], { details: { [one.id]: filled(one, text) } });
    return through(describeIn(files), async ({ page }) => {
      await until(page, allIn, ["ready"]);
      await page.evaluate(() => document.addEventListener("cchc-procedures-open", ({ detail }) => (window.told = detail.linkedData)));
      await write(page, "#find", "viec la");
      await shows(page, "[role=option]", "Việc lạ");
      await press(page, "[role=option]");
      await until(page, () => !!window.told);
      const told = await page.evaluate(() => window.told);
      assert.equal(JSON.parse(told).name, one.name);
      assert.doesNotMatch(told, /<\/script/i);
    });
  });
});

describe("letters that cannot be seen", () => {
  const through = stage();
  const place = "q".repeat(Buffer.byteLength(INVISIBLE));

  test("in the file of a procedure they do not reach the reader, and decomposed text is composed", () => {
    const text = `Cải cách ${INVISIBLE}hành chính`.normalize("NFD");
    const one = procedure(1, { name: "Việc lạ" });
    const files = make([one], { details: { [one.id]: filled({ ...one, name: `Việc ${INVISIBLE}lạ` }, text) } });
    return through(describeIn(files), async ({ page, wrong }) => {
      let shown = "";
      await walk(page, "viec la", (text) => (shown += text));
      assert.match(shown, /Cải cách hành chính/);
      assert.doesNotMatch(shown, HIDDEN);
      assert.equal(shown, shown.normalize("NFC"));
      assert.deepEqual(wrong, []);
    });
  });

  test("in the catalogue they do not reach the reader", () => {
    const one = procedure(1, { name: `Việc lạ ${place}`, field: `Ngành ${place}`, handler: `Sở ${place}`, keywords: `gọi ${place}` });
    const files = make([one]);
    const spoilt = replaced(files, exchanged(files.get("procedures.bin"), place, INVISIBLE));
    return through(describeIn(spoilt), async ({ page, wrong }) => {
      let shown = "";
      await walk(page, "viec la", (text) => (shown += text));
      assert.match(shown, /Việc lạ/);
      assert.doesNotMatch(shown, HIDDEN);
      assert.deepEqual(wrong, []);
    });
  });
});

describe("more than there should be", () => {
  const through = stage();
  const ROW = "Đăng ký, cấp Giấy chứng nhận quyền sử dụng đất, quyền sở hữu tài sản gắn liền với đất ";
  const long = ROW.repeat(20).slice(0, 1190).trim();
  const tight = `Việc_${"ẨỖỮẶ".repeat(280)}`;

  for (const [name, text] of [["with words", `Việc lạ ${long}`], ["without a blank", `Việc lạ ${tight}`]]) {
    test(`names of 1,200 characters ${name} stay on the page`, () => {
      const all = [1, 2].map((n) => procedure(n, { name: text.slice(0, 1195), field: text.slice(8, 400), handler: text.slice(8, 900), audience: text.slice(8, 300), keywords: text.slice(8, 500) }));
      const files = make(all, { details: Object.fromEntries(all.map((one) => [one.id, filled(one, text)])), agencies: [ward("phuong-dai", `Phường ${text.slice(0, 300)}`)] });
      return through(describeIn(files), async ({ page, wrong }) => {
        await walk(page, "viec la");
        assert.deepEqual(wrong, []);
      });
    });
  }

  test("a list of 55 papers is shown whole, and every one can be ticked", () => {
    const one = procedure(1, { name: "Việc lạ" });
    const papers = Array.from({ length: 55 }, (_, n) => ({ name: `Giấy tờ ${n + 1}: ${ROW}`, originals: 1, forms: [{ name: `Mẫu ${n + 1}`, url: `https://example.vn/${n}` }] }));
    const files = make([one], { details: { [one.id]: whole(one, { cases: [{ papers }] }) } });
    return through(describeIn(files), async ({ page, wrong }) => {
      await until(page, allIn, ["ready"]);
      await write(page, "#find", "viec la");
      await shows(page, "[role=option]", "Việc lạ");
      await press(page, "[role=option]");
      await shows(page, ".progress", "0/55");
      await page.evaluate(() => Array.from(document.querySelector("cchc-procedures").shadowRoot.querySelectorAll(".tick")).forEach((one) => one.click()));
      await shows(page, ".progress", "55/55");
      assert.deepEqual(await page.evaluate(spread), []);
      await page.reload();
      await shows(page, ".progress", "55/55");
      assert.deepEqual(wrong, []);
    });
  });

  test("2,000 procedures of one name are told apart, counted, and shown a few at a time", () => {
    const all = Array.from({ length: 2000 }, (_, n) => procedure(n + 1, { name: "Đăng ký việc chung", handler: `Cơ quan ${n + 1}`, field: `Lĩnh vực ${(n % 300) + 1}` }));
    return through(describeIn(make(all)), async ({ page, wrong }) => {
      await until(page, allIn, ["ready"]);
      await write(page, "#find", "dang ky viec chung");
      await shows(page, ".count", "2000 thủ tục");
      const options = await texts(page, "[role=option]");
      assert.equal(options.length, 10);
      assert.equal(new Set(options).size, 10, "each says what it is");
      for (const most of [30, 50]) {
        await press(page, "[data-act=more]");
        await until(page, (most) => document.querySelector("cchc-procedures").shadowRoot.querySelectorAll("[role=option]").length === most, most);
      }
      await page.evaluate(() => (document.querySelector("cchc-procedures").shadowRoot.querySelector("details").open = true));
      assert.deepEqual(await page.evaluate(spread), []);
      await write(page, "#find", "9.001999");
      await shows(page, "[role=option]", "9.001999");
      await press(page, "[role=option]");
      await shows(page, ".about", "Cơ quan 1999");
      assert.deepEqual(wrong, []);
    });
  });

  test("a file with more of everything than is read is shown up to there", () => {
    const one = procedure(1, { name: "Việc lạ" });
    const many = (make) => Array.from({ length: 2000 }, (_, n) => make(n));
    const detail = whole(one, {
      cases: [{ papers: many((n) => ({ name: `Giấy ${n}` })) }],
      ways: many(() => ({ channel: "online", time: { count: 4294967295, unit: "month" }, fees: [{ kind: "fee", amount_vnd: Number.MAX_SAFE_INTEGER }] })),
      steps: many((n) => ({ text: [`Bước ${n}`] })),
      laws: many((n) => ({ name: `Luật ${n}` })),
      related: many(() => "9.000001"),
    });
    return through(describeIn(make([one], { details: { [one.id]: detail } })), async ({ page, wrong }) => {
      await walk(page, "viec la");
      assert.deepEqual(wrong, []);
    });
  });

  test("fields of other types are passed over, and the rest is shown", () => {
    const odd = [null, 7, true, "chữ", {}, [[]], [null, 1, "a", {}]];
    const details = {};
    const all = odd.map((_, n) => procedure(n + 1, { name: `Việc lạ ${n}` }));
    all.forEach((one, n) => {
      details[one.id] = whole(one);
      for (const field of ["cases", "ways", "steps", "results", "requirements", "places", "laws", "related", "decision", "url", "updated", "online", "levels"]) details[one.id][field] = odd[n];
    });
    return through(describeIn(make(all, { details }), `limit="20"`), async ({ page, wrong }) => {
      await until(page, allIn, ["ready"]);
      for (const { id, name } of all) {
        await page.evaluate((id) => (location.hash = `#cchc-procedures=${id}`), id);
        await shows(page, ".about", name);
        await shows(page, ".papers", "");
        assert.deepEqual(await page.evaluate(harm), [], name);
      }
      assert.deepEqual(wrong, []);
    });
  });
});
