// The lookup without a network: what was found once is found again, what was opened once is opened again, what was not says
// so; and catalogues and files that are none never cost what was there before.

import assert from "node:assert/strict";
import { before, describe, test } from "node:test";
import { stage } from "./lib/act.mjs";
import { NOW, allIn, fallbackSeen, soon, until } from "./lib/browsers.mjs";
import { make, procedure, put, replaced, sealed } from "./lib/catalogue.mjs";
import { prepare, press, shows, tag, texts, write } from "./lib/lookup.mjs";
import { putPage, serveHub, serveProxy } from "./lib/server.mjs";

const BIRTH = "1.001193";
const MARRIAGE = "1.000894";
const KEPT = "Chưa tải được bản mới. Đây là bản đã lưu trên máy này.";
const NOT_KEPT = "Chưa tải được chi tiết";

/** Looks for a text and opens the first answer. */
async function openFirst(page, text, name) {
  await write(page, "#find", text);
  await shows(page, "[role=option]", name);
  await press(page, "[role=option]");
  await shows(page, ".about .name", name);
}

for (const engine of ["chromium", "firefox"]) {
  describe(`a page on one host, everything else on another, in ${engine}`, () => {
    const through = stage(engine);

    test("when the other host is gone, what was known is searched, and what was opened is opened", async () => {
      const hub = await serveHub();
      const other = await serveProxy(hub.origin);
      // The feed must not come from the browser's own cache, whose rules are not ours.
      other.faults.set("/feed/", { headers: { "cache-control": "no-store" } });
      const prepare = (proxy) => putPage(proxy, tag("", `${other.origin}/feed/v1/cchc.json`), { bundle: other.origin, headers: { "cache-control": "no-store" } });
      await through({ prepare, date: NOW }, async ({ page, url }) => {
        await until(page, allIn, ["ready"]);
        await openFirst(page, "khai sinh", "Thủ tục đăng ký khai sinh");
        await shows(page, ".papers", "Tờ khai đăng ký khai sinh");
        assert.equal((await texts(page, ".note")).length, 0);
        const papers = await texts(page, ".papers li");
        await other.stop();
        await hub.stop();
        await page.goto("about:blank");
        await page.goto(url);
        await until(page, allIn, ["stale"]);
        await openFirst(page, "khai sinh", "Thủ tục đăng ký khai sinh");
        await shows(page, ".note", KEPT);
        assert.deepEqual(await texts(page, ".papers li"), papers);
        await press(page, "[data-act=back]");
        await openFirst(page, "ket hon", "kết hôn");
        await shows(page, ".waiting", NOT_KEPT);
        assert.equal((await texts(page, ".papers")).length, 0);
        // By its address too.
        await page.goto("about:blank");
        await page.goto(`${url}#cchc-procedures=${BIRTH}`);
        await shows(page, ".note", KEPT);
        assert.deepEqual(await texts(page, ".papers li"), papers);
      });
    });
  });
}

describe("the browser goes offline and comes back", () => {
  const through = stage();
  const feed = { headers: { "cache-control": "no-store" } };
  const prepareFeed = (hash = "", attributes = "") => (proxy) => {
    proxy.faults.set("/feed/", feed);
    return prepare(attributes, hash)(proxy);
  };

  test("a procedure that could not be had is asked for again at the press of a button", () =>
    through({ prepare: prepare(), date: NOW }, async ({ page, proxy }) => {
      await until(page, allIn, ["ready"]);
      proxy.faults.set(`/feed/v1/procedures/${MARRIAGE}`, 500);
      await openFirst(page, "ket hon", "kết hôn");
      await shows(page, ".waiting", NOT_KEPT);
      const asked = proxy.asked(`/${MARRIAGE}.json`);
      await press(page, "[data-act=reload]");
      await soon(() => proxy.asked(`/${MARRIAGE}.json`) > asked, "it was not asked for again");
      await shows(page, ".waiting", NOT_KEPT);
      proxy.faults.clear();
      await press(page, "[data-act=reload]");
      await shows(page, ".papers", "Tờ khai");
      assert.equal((await texts(page, ".waiting")).length, 0);
    }));

  test("once the network is back, what is open comes by itself", () =>
    through({ prepare: prepareFeed(), date: NOW }, async ({ page, proxy }) => {
      await until(page, allIn, ["ready"]);
      await page.setOfflineMode(true);
      await openFirst(page, "ket hon", "kết hôn");
      await shows(page, ".waiting", NOT_KEPT);
      const asked = proxy.asked("cchc.json");
      await page.setOfflineMode(false);
      // The feed itself is asked for at once; the procedure could be, too.
      await soon(() => proxy.asked("cchc.json") > asked, "the feed was not asked for again", 5000).catch(() => {});
      assert.ok(proxy.asked(`/${MARRIAGE}.json`) > 0);
      await shows(page, ".papers", "Tờ khai");
    }));

  test("while a procedure is on its way, no other stands in its place", () =>
    through({ prepare: prepareFeed(), date: NOW }, async ({ page, proxy }) => {
      await until(page, allIn, ["ready"]);
      await openFirst(page, "khai sinh", "khai sinh");
      await shows(page, ".papers", "Tờ khai đăng ký khai sinh");
      await press(page, "[data-act=back]");
      let come;
      const wait = new Promise((done) => (come = done));
      proxy.faults.delete("/feed/");
      proxy.faults.set(`/feed/v1/procedures/${MARRIAGE}`, { wait });
      try {
        await write(page, "#find", "ket hon");
        await shows(page, "[role=option]", "kết hôn");
        await press(page, "[role=option]");
        await soon(() => proxy.asked(`/${MARRIAGE}.json`) > 0, "it was not asked for");
        await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
        assert.deepEqual(await texts(page, ".papers"), []);
        assert.match((await texts(page, ".about .name"))[0], /kết hôn/);
      } finally {
        come();
      }
      await shows(page, ".papers", "Tờ khai");
      await shows(page, ".about .name", "kết hôn");
    }));

  test("the copy of this device is shown at once, however long the new one takes", () =>
    through({ prepare: prepareFeed(`#cchc-procedures=${BIRTH}`), date: NOW }, async ({ page, proxy }) => {
      await shows(page, ".papers", "Tờ khai đăng ký khai sinh");
      await press(page, "[data-act=back]");
      await openFirst(page, "ket hon", "kết hôn");
      await shows(page, ".about .name", "kết hôn");
      await press(page, "[data-act=back]");
      let come;
      const wait = new Promise((done) => (come = done));
      proxy.faults.delete("/feed/");
      proxy.faults.set(`/feed/v1/procedures/${BIRTH}`, { wait });
      try {
        const asked = proxy.asked(`/${BIRTH}.json`);
        await write(page, "#find", "khai sinh");
        await shows(page, "[role=option]", "khai sinh");
        await press(page, "[role=option]");
        await soon(() => proxy.asked(`/${BIRTH}.json`) > asked, "it was not asked for");
        await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
        assert.match((await texts(page, ".about .name"))[0], /khai sinh/);
        assert.match((await texts(page, ".papers"))[0], /Tờ khai đăng ký khai sinh/);
      } finally {
        come();
      }
    }));

  test("the copy of this device gives way to the new one", () =>
    through({ prepare: prepareFeed(`#cchc-procedures=${BIRTH}`), date: NOW }, async ({ page, proxy }) => {
      await shows(page, ".papers", "Tờ khai đăng ký khai sinh");
      proxy.faults.set(`/feed/v1/procedures/${BIRTH}.json`, (body) => {
        const detail = JSON.parse(body);
        detail.cases = [{ papers: [{ name: "Giấy tờ mới" }] }];
        return Buffer.from(JSON.stringify(detail));
      });
      // The first fault that fits is taken.
      proxy.faults.delete("/feed/");
      await page.reload();
      await shows(page, ".papers", "Giấy tờ mới");
      assert.equal((await texts(page, ".note")).length, 0);
    }));

  test("every procedure that is found can be opened", () =>
    through({ prepare: prepare(), date: NOW }, async ({ page, proxy }) => {
      await until(page, allIn, ["ready"]);
      const ids = await page.evaluate(async () => (await (await fetch("/feed/v1/procedures.json")).json()).procedures.map(({ id }) => id));
      const missing = [];
      for (const id of ids) {
        const { status } = await fetch(`${proxy.origin}/feed/v1/procedures/${id}.json`);
        if (status !== 200) missing.push(id);
      }
      assert.deepEqual(missing, []);
    }));

  test("every procedure is there where the page keeps all of them", () =>
    // The feed forbids the browser to keep it, so what is seen later comes from the shelf.
    through({ prepare: prepareFeed("", `offline="all"`), date: NOW }, async ({ page, proxy, wrong }) => {
      await until(page, allIn, ["ready"]);
      const count = await page.evaluate(async () => (await (await fetch("/feed/v1/procedures.json")).json()).procedures.length);
      await soon(() => proxy.answers.filter(({ path }) => path.startsWith("/feed/v1/procedures/")).length === count, "not all were kept");
      assert.deepEqual(wrong, []);
      await page.setOfflineMode(true);
      for (const [text, name] of [["ket hon", "kết hôn"], ["thuong tru", "thường trú"]]) {
        await openFirst(page, text, name);
        await shows(page, ".papers", "Tờ khai");
        await shows(page, ".note", KEPT);
        await press(page, "[data-act=back]");
      }
    }));

  for (const [name, fault, line, isOffered] of [
    ["is not there", 404, "Chưa có chi tiết của thủ tục này.", false],
    ["is no more", 410, "Chưa có chi tiết của thủ tục này.", false],
    ["cannot be had", 500, NOT_KEPT, true],
    ["is cut off", "cut", NOT_KEPT, true],
    ["is half of itself", (body) => body.subarray(0, body.length / 2), NOT_KEPT, true],
    ["is empty", { body: "" }, NOT_KEPT, true],
    ["is a list", { body: "[]" }, NOT_KEPT, true],
    ["is nested a hundred thousand deep", { body: "[".repeat(100_000) }, NOT_KEPT, true],
  ]) {
    test(`a file of a procedure that ${name} is said to be missing, and the rest goes on`, () =>
      through({ prepare: (proxy) => (proxy.faults.set(`/feed/v1/procedures/${BIRTH}`, fault), prepare()(proxy)), date: NOW }, async ({ page, wrong }) => {
        await until(page, allIn, ["ready"]);
        await openFirst(page, "khai sinh", "khai sinh");
        await shows(page, ".waiting", line);
        assert.equal((await texts(page, "[data-act=reload]")).length, isOffered ? 1 : 0);
        await press(page, "[data-act=back]");
        await openFirst(page, "ket hon", "kết hôn");
        await shows(page, ".papers", "Tờ khai");
        assert.deepEqual(wrong.filter((line) => /page error|RuntimeError|trap|unreachable/i.test(line)), []);
      }));
  }
});

describe("a catalogue that is none", () => {
  const through = stage();
  let files;
  before(() => (files = make([1, 2, 3].map((n) => procedure(n, { name: `Đăng ký việc số ${n}` })))));

  const spoilt = (spoil) => {
    const bytes = Buffer.from(files.get("procedures.bin"));
    return spoil(bytes) || bytes;
  };
  const BAD = {
    "has a changed byte": (bytes) => void (bytes[bytes.length >> 1] ^= 1),
    "is cut off": (bytes) => bytes.subarray(0, bytes.length - 9),
    "is cut off, with a right checksum": (bytes) => sealed(bytes.subarray(0, bytes.length - 9)),
    "is of version 2": (bytes) => ((bytes[8] = 2), sealed(bytes)),
    "says that its parts are longer than it": (bytes) => (bytes.writeUInt32LE(0xfffffff0, 16), sealed(bytes)),
    "is empty": () => Buffer.alloc(0),
    "is a head alone": (bytes) => bytes.subarray(0, 16),
    "is a page": () => Buffer.from("<!doctype html><title>Lỗi</title>"),
    "is noise": (bytes) => sealed(Buffer.concat([bytes.subarray(0, 16), Buffer.from(Array.from({ length: 4000 }, (_, n) => (n * 7919) & 255))])),
  };
  const codes = (page) => page.evaluate(() => window.codes);
  const listen = () => {
    window.codes = [];
    document.addEventListener("cchc-error", ({ detail }) => window.codes.push(detail.code));
  };
  const calm = (wrong) => assert.deepEqual(wrong.filter((line) => /page error|RuntimeError|trap|unreachable executed/i.test(line)), []);

  for (const [name, spoil] of Object.entries(BAD)) {
    test(`that ${name} leaves the fallback in sight, and is told once`, () =>
      through({ prepare: (proxy) => putPage(proxy, tag("", put(proxy, replaced(files, spoilt(spoil))))), date: NOW, scripts: [listen] }, async ({ page, wrong }) => {
        await until(page, allIn, ["failed"]);
        assert.equal(await page.evaluate(fallbackSeen), true);
        await page.evaluate(() => document.querySelector("cchc-procedures").setAttribute("limit", "4"));
        await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
        assert.equal((await codes(page)).length, 1, (await codes(page)).join());
        assert.equal(wrong.filter((line) => /cchc/.test(line)).length, 1, wrong.join("\n"));
        calm(wrong);
      }));

    test(`that ${name} does not take the place of a good one`, () =>
      through({ prepare: (proxy) => putPage(proxy, tag("", put(proxy, files))), date: NOW, scripts: [listen] }, async ({ page, proxy, url, wrong }) => {
        await until(page, allIn, ["ready"]);
        put(proxy, replaced(files, spoilt(spoil)));
        await page.goto("about:blank");
        await page.goto(url);
        await until(page, () => window.codes.length > 0);
        await until(page, allIn, ["stale"]);
        await write(page, "#find", "viec so 2");
        await shows(page, "[role=option]", "Đăng ký việc số 2");
        assert.equal((await codes(page)).length, 1, (await codes(page)).join());
        calm(wrong);
        put(proxy, files);
        await page.reload();
        await until(page, allIn, ["ready"]);
      }));
  }

  test("as announced, on two visits, does not cost the copy of the good one", () =>
    through({ prepare: (proxy) => putPage(proxy, tag("", put(proxy, files))), date: NOW, scripts: [listen] }, async ({ page, proxy, url }) => {
      await until(page, allIn, ["ready"]);
      put(proxy, replaced(files, spoilt(BAD["is of version 2"])));
      for (const visit of [1, 2]) {
        await page.goto("about:blank");
        await page.goto(url);
        await until(page, () => window.codes.length > 0);
        await until(page, allIn, ["stale", "failed"]);
        assert.equal(await page.evaluate(() => document.querySelector("cchc-procedures").getAttribute("data-state")), "stale", `visit ${visit}`);
      }
    }));

  test("that has other bytes than announced is none either", () =>
    through({ prepare: (proxy) => putPage(proxy, tag("", put(proxy, new Map([...files, ["procedures.bin", spoilt(BAD["has a changed byte"])]])))), date: NOW, scripts: [listen] }, async ({ page, wrong }) => {
      await until(page, allIn, ["failed"]);
      assert.equal(await page.evaluate(fallbackSeen), true);
      assert.equal((await codes(page)).length, 1);
      calm(wrong);
    }));

  test("without a procedure is empty, not a failure", () =>
    through({ prepare: (proxy) => putPage(proxy, tag("", put(proxy, make([])))), date: NOW, scripts: [listen] }, async ({ page, wrong }) => {
      await until(page, allIn, ["empty"]);
      assert.deepEqual(await codes(page), []);
      assert.deepEqual(wrong, []);
    }));

  test("a full store costs nothing but the copies", () =>
    through({ prepare: (proxy) => putPage(proxy, tag("", put(proxy, files))), date: NOW, scripts: [() => (Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); })] }, async ({ page, wrong }) => {
      await until(page, allIn, ["ready"]);
      await openFirst(page, "viec so 1", "Đăng ký việc số 1");
      await shows(page, ".papers", "Tờ khai");
      await page.evaluate(() => document.querySelector("cchc-procedures").shadowRoot.querySelector(".tick").click());
      await shows(page, ".progress", "1/");
      assert.deepEqual(wrong, []);
    }));
});
