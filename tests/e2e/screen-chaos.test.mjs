// What a panel that nobody visits goes through: hours without network, rubbish, a clock that jumps, a store that is full or wiped, a
// feed of another version. Whatever it is, there is something to see in every second of it, and all is well again afterwards.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { stage } from "./lib/act.mjs";
import { NOW, soon } from "./lib/browsers.mjs";
import { DAY, HOUR, MINUTE, RUBBISH, dated, fillStore, point, stored, watched } from "./lib/chaos.mjs";
import { copyFeed } from "./lib/feed.mjs";
import { advance, picture, undated } from "./lib/panel.mjs";

const idle = { prepare: (proxy) => `${proxy.origin}/examples/page.css` };
const LONG = { timeout: 240_000 };
const isFresh = ({ status }) => status === "";
/** Not the clock that stands in for a programme. */
const isKnown = ({ status }) => !/Chưa tải/.test(status);

async function store({ page }) {
  await advance(page, 6000);
  await soon(async () => (await advance(page, 200), page.evaluate(stored)), "no build was stored", 60000);
}

for (const engine of ["chromium", "chromium-68"]) {
  describe(`a panel in ${engine}`, () => {
    const through = stage(engine);

    test("without network for hours, with a power cut in between", LONG, () =>
      through(idle, async (stage) => {
        const screen = await watched(stage);
        const { page, pass, restart, set } = screen;
        await store(screen);
        stage.proxy.faults.clear();
        stage.proxy.faults.set("/", "cut");
        await pass(2 * HOUR);
        assert.match((await picture(page)).status, /cập nhật (1|2) giờ trước$/);
        // The test's time begins again with the page; the panel's clock goes on.
        await set(3 * HOUR);
        await restart();
        await screen.becomes(({ status }) => /cập nhật 3 giờ trước$/.test(status), MINUTE, "no old programme after the power cut");
        await pass(90 * MINUTE);
        assert.match((await picture(page)).status, /cập nhật 4 giờ trước$/);
        assert.ok((await screen.slides()) > 10, "the programme stands");
        stage.proxy.faults.clear();
        undated(stage.proxy);
        await page.evaluate(() => dispatchEvent(new Event("online")));
        await screen.becomes(isFresh, 10_000, "still old with network");
      }));

    test("told rubbish of every kind", LONG, () =>
      through(idle, async (stage) => {
        const screen = await watched(stage);
        const { page, pass, wrong } = screen;
        for (const [name, fault] of Object.entries(RUBBISH)) {
          stage.proxy.faults.set("/feed/", fault);
          await pass(3 * MINUTE, name);
          assert.ok(isKnown(await picture(page)), name);
          undated(stage.proxy);
          await screen.becomes(isFresh, 90_000, `still old after ${name}`);
        }
        let release;
        stage.proxy.faults.set("/feed/", { wait: new Promise((done) => (release = done)) });
        await pass(10 * MINUTE, "a server that takes a question and never answers");
        // The question without an answer is given up by itself.
        undated(stage.proxy);
        await pass(3 * MINUTE);
        await screen.becomes(isFresh, MINUTE, "still old after a server that never answered");
        release();
        assert.deepEqual(wrong.filter((line) => /page error/.test(line)), []);
      }));
  });
}

describe("a panel", () => {
  const through = stage();
  /** The panel on a copy of the feed that an editor changes. */
  const edited = async (stage, change = () => {}, options) => {
    const feed = copyFeed(stage.proxy);
    change(feed);
    const screen = await watched(stage, { ...options, scripts: [[point, feed.url]] });
    return { feed, screen };
  };

  test("whose publisher puts rubbish in one file after the other, with right hashes", LONG, () =>
    through(idle, async (stage) => {
      const { feed, screen } = await edited(stage);
      const { page, pass } = screen;
      for (const text of ["{}", "[]", "null", '{"version":"1.0"}', '{"version":"1.0","screens":{},"programmes":7,"notices":[1,null,{}],"items":[[]],"agencies":"x","indexes":[{"id":1}]}', "[".repeat(50_000)]) {
        for (const name of ["screens", "news", "notices", "indexes", "agencies", "answers", "procedures"]) {
          feed.put(name, text);
          await pass(MINUTE, `${name}: ${text.slice(0, 40)}`);
        }
        assert.ok(isKnown(await picture(page)), text.slice(0, 40));
      }
      const seen = await screen.slides();
      await pass(3 * MINUTE);
      assert.ok((await screen.slides()) >= seen && seen > 2, "the programme stands");
    }));

  for (const [name, jump] of [["ahead", DAY], ["back", -DAY]]) {
    test(`whose clock jumps a day ${name} goes on with the server's time`, LONG, () =>
      through(idle, async (stage) => {
        const { proxy } = stage;
        const screen = await watched(stage);
        const { page, pass, set, time } = screen;
        dated(proxy, time);
        for (let n = 0; n < 60; n += 1) await pass(1000);
        const day = () => page.evaluate(() => document.querySelector("cchc-screen").shadowRoot.querySelector(".top").textContent);
        assert.match(await day(), /05\/01|5 tháng 1|ngày 5/i);
        const before = await screen.slides();
        await set(jump);
        for (let n = 0; n < 180; n += 1) {
          await pass(1000);
          const now = await picture(page);
          assert.equal(now.status, "", `${n} s after the jump`);
          assert.match(now.time, /^09:0\d/, `${n} s after the jump`);
        }
        assert.match(await day(), /05\/01|5 tháng 1|ngày 5/i);
        assert.ok((await screen.slides()) > before + 2, "the programme stands");
        // Without network too the age is that of the data, not of the clock.
        proxy.faults.set("/feed/", "cut");
        await pass(70 * MINUTE);
        assert.match((await picture(page)).status, /cập nhật 1 giờ trước$/);
        await set(0);
        await pass(MINUTE);
        assert.match((await picture(page)).status, /cập nhật 1 giờ trước$/);
        dated(proxy, time);
        await screen.becomes(isFresh, MINUTE, "still old");
      }));
  }

  test("whose clock jumps to and fro where no server tells the time", LONG, () =>
    through(idle, async (stage) => {
      const screen = await watched(stage);
      const { page, pass, set } = screen;
      for (const [n, ahead] of [DAY, -DAY, 365 * DAY, -40 * 365 * DAY, 0].entries()) {
        if (n % 2) stage.proxy.faults.set("/feed/", "cut");
        else undated(stage.proxy);
        const before = await screen.slides();
        await set(ahead);
        await pass(10 * MINUTE, `ahead by ${ahead / DAY} days`);
        assert.notEqual(await picture(page), null);
        assert.ok((await screen.slides()) > before || n > 0, "the programme stands");
      }
      await screen.becomes(isFresh, 2 * MINUTE, "still old");
    }));

  test("whose store is full shows what is new, and keeps its build", LONG, () =>
    through(idle, async (stage) => {
      const { feed, screen } = await edited(stage);
      const { page, pass, wrong } = screen;
      const client = await page.createCDPSession();
      await page.evaluate(fillStore);
      await client.send("Storage.overrideQuotaForOrigin", { origin: stage.proxy.origin, quotaSize: 1 });
      const stamp = new Date(NOW).toISOString();
      for (let round = 0; round < 3; round += 1) {
        feed.change("notices", (file) => {
          file.notices = [{ identifier: `day-${round}`, status: "Actual", msg_type: "Alert", severity: "Extreme", sent: stamp, expires: new Date(NOW + DAY).toISOString(), info: [{ language: "vi", headline: `Báo động số ${round}` }] }];
        });
        await screen.becomes(({ kind, text }) => kind === "alert" && text.includes(`số ${round}`), 2 * MINUTE, "nothing new");
        await pass(10 * MINUTE);
      }
      assert.deepEqual(wrong.filter((line) => /page error/.test(line)), []);
      // Room again: the copies and the build are kept after all, and the panel starts without network.
      await client.send("Storage.overrideQuotaForOrigin", { origin: stage.proxy.origin });
      await page.evaluate(() => localStorage.clear());
      await pass(12 * MINUTE);
      await soon(async () => (await advance(page, 200), page.evaluate(stored)), "no build was stored", 60000);
      stage.proxy.faults.clear();
      stage.proxy.faults.set("/", "cut");
      await screen.restart();
      await screen.becomes(({ text }) => text.includes("Báo động số 2"), MINUTE, "no copy");
    }));

  for (const how of ["by a script", "by the browser"]) {
    test(`whose store is wiped ${how} shows on, and can start without network a quarter of an hour later`, LONG, () =>
      through(idle, async (stage) => {
        const screen = await watched(stage);
        const { page, pass, wrong } = screen;
        await store(screen);
        if (how === "by the browser") {
          const client = await page.createCDPSession();
          await client.send("Storage.clearDataForOrigin", { origin: stage.proxy.origin, storageTypes: "all" });
        } else {
          await page.evaluate(async () => {
            localStorage.clear();
            sessionStorage.clear();
            for (const name of await caches.keys()) await caches.delete(name);
            for (const worker of await navigator.serviceWorker.getRegistrations()) await worker.unregister();
          });
        }
        assert.notEqual(await picture(page), null);
        await pass(15 * MINUTE);
        await soon(async () => (await advance(page, 200), page.evaluate(stored)), "no build was stored", 60000);
        stage.proxy.faults.clear();
        stage.proxy.faults.set("/", "cut");
        await screen.restart();
        await screen.becomes(isKnown, MINUTE, "no copy");
        assert.deepEqual(wrong.filter((line) => /page error/.test(line)), []);
      }));
  }

  test("whose store is wiped while there is no network shows on", LONG, () =>
    through(idle, async (stage) => {
      const screen = await watched(stage);
      stage.proxy.faults.set("/feed/", "cut");
      await screen.page.evaluate(() => (localStorage.clear(), sessionStorage.clear()));
      await screen.pass(HOUR);
      assert.match((await picture(screen.page)).status, /cập nhật (59 phút|1 giờ) trước$/);
      assert.ok((await screen.slides()) > 10, "the programme stands");
    }));

  const later = (version) => (feed) => feed.discover((file) => (file.version = version));
  /** Another major version with another shape; `back` takes it back. */
  const other = (feed) => feed.discover((file) => Object.assign(file, { version: "2.0", files: file.feeds, feeds: undefined }));
  const back = (feed) => feed.discover((file) => Object.assign(file, { version: "1.0", feeds: file.files, files: undefined }));
  test("whose feed becomes one of a later major version of the same shape goes on", LONG, () =>
    through(idle, async (stage) => {
      const { feed, screen } = await edited(stage);
      later("2.0")(feed);
      await screen.pass(20 * MINUTE);
      assert.equal((await picture(screen.page)).status, "");
      assert.ok((await screen.slides()) > 10, "the programme stands");
    }));

  test("whose feed becomes one of another shape keeps what it knew, with its age", LONG, () =>
    through(idle, async (stage) => {
      const { feed, screen } = await edited(stage);
      await screen.pass(MINUTE);
      other(feed);
      await screen.pass(HOUR);
      const now = await picture(screen.page);
      assert.match(now.status, /cập nhật (59 phút|1 giờ) trước$/);
      assert.ok((await screen.slides()) > 10, "the programme stands");
      back(feed);
      await screen.becomes(isFresh, 90_000, "still old");
    }));

  test("whose feed is of a later minor version, with words it does not know, shows it", LONG, () =>
    through(idle, async (stage) => {
      const { feed, screen } = await edited(stage, (feed) => {
        later("1.9")(feed);
        feed.change("screens", (file) => {
          file.version = "1.9";
          file.later = { deep: [1, 2, 3] };
          for (const one of file.screens) Object.assign(one, { hologram: true, orientation: "diagonal" });
          for (const programme of file.programmes) {
            programme.scenes.unshift({ kind: "hologram", weight: 9, seconds: 9 });
            programme.scenes.forEach((scene) => (scene.mood = "calm"));
          }
        });
        feed.change("notices", (file) => ((file.version = "1.9"), file.notices.forEach((notice) => (notice.severity = "Cosmic"))));
      });
      await screen.pass(10 * MINUTE);
      assert.equal((await picture(screen.page)).status, "");
      assert.ok((await screen.slides()) > 5, "the programme stands");
    }));

  test("whose first feed ever is of another shape shows the clock", LONG, () =>
    through(idle, async (stage) => {
      const { screen } = await edited(stage, other, { ready: ["stale", "failed", "loading"] });
      await screen.becomes(({ kind, status }) => kind === "clock" && /Chưa tải được dữ liệu/.test(status), 2 * MINUTE, "no clock");
      await screen.pass(10 * MINUTE);
    }));
});
