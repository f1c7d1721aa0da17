// The screen's page: is interrupted, is told rubbish, stands still, takes a new build and gives it back.

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { describe, test } from "node:test";
import { stage } from "./lib/act.mjs";
import { NOW, soon } from "./lib/browsers.mjs";
import { advance, panel, picture, slides, stored, undated } from "./lib/panel.mjs";
import { putFeed } from "./lib/server.mjs";

describe("a panel through its days", () => {
  const through = stage();
  const begin = ({ profile, proxy }, options = {}) => panel(profile, proxy, { start: NOW, ...options });
  const idle = { prepare: (proxy) => `${proxy.origin}/examples/page.css` };

  test("old data says how old it is, and is new again within five seconds of the network", { timeout: 90000 }, () =>
    through(idle, async (stage) => {
      const { page } = await begin(stage);
      await stage.page.close();
      assert.equal((await picture(page)).status, "");
      stage.proxy.faults.set("/feed/", "cut");
      await advance(page, 700_000);
      assert.match((await picture(page)).status, /^Đang xem bản lưu, cập nhật \d+ phút trước$/);
      await advance(page, 3_600_000);
      assert.match((await picture(page)).status, /cập nhật 1 giờ trước$/);
      undated(stage.proxy);
      await page.evaluate(() => dispatchEvent(new Event("online")));
      await advance(page, 5_000);
      await soon(async () => {
        await advance(page, 100);
        return (await picture(page)).status === "";
      }, "still old");
    }));

  test("a severe notice interrupts at once, with its exercise marked, and clears by itself", { timeout: 90000 }, () =>
    through(idle, async (stage) => {
      const { page } = await begin(stage);
      const stamp = (ms) => new Date(NOW + ms).toISOString();
      const notice = (identifier, status, headline) => ({
        identifier, status, msg_type: "Alert", severity: "Extreme", sent: stamp(0), expires: stamp(400_000), info: [{ language: "vi", headline }],
      });
      const notices = [notice("chay", "Actual", "Có cháy ở tầng 5"), notice("tap", "Exercise", "Diễn tập chữa cháy")];
      const feed = putFeed(stage.proxy, { items: [{ id: "tin", title: "Một tin", url: "https://example.vn/tin", date_published: stamp(-1000) }], notices });
      await page.evaluate((feed) => document.querySelector("cchc-screen").setAttribute("feed", feed), feed);
      await soon(async () => {
        await advance(page, 1000);
        return (await picture(page)).kind === "alert";
      }, "no alert");
      const first = await picture(page);
      assert.equal(first.strip, false);
      const seen = [];
      await slides(page, 3, async (now) => seen.push(now));
      assert.ok(seen.every((now) => now.kind === "alert"));
      assert.ok(seen.some((now) => /Có cháy/.test(now.text) && /Cảnh báo/.test(now.text)));
      assert.ok(seen.some((now) => /DIỄN TẬP/.test(now.text)));
      await advance(page, 400_000);
      assert.notEqual((await picture(page)).kind, "alert");
    }));

  test("a feed that turns into rubbish never leaves the panel blank", { timeout: 90000 }, () =>
    through(idle, async (stage) => {
      const { page } = await begin(stage);
      for (const fault of [500, 404, "cut", () => Buffer.from("<html>502"), () => Buffer.from("{}"), () => Buffer.from("")]) {
        stage.proxy.faults.set("/feed/", fault);
        await advance(page, 120_000);
        const now = await picture(page);
        assert.ok(now && now.text.trim() && now.kind !== "clock" ? true : now.kind === "clock", String(fault));
      }
    }));

  test("without any feed the clock is on", { timeout: 90000 }, () =>
    through({ prepare: (proxy) => (proxy.faults.set("/feed/", 404), `${proxy.origin}/examples/page.css`) }, async (stage) => {
      const { profile, proxy } = stage;
      const options = { start: NOW, ready: ["stale", "loading"] };
      const undo = proxy.faults.get("/feed/");
      const opened = panel(profile, proxy, options);
      proxy.faults.set("/feed/", undo);
      const { page } = await opened;
      await soon(async () => {
        await advance(page, 1000);
        const now = await picture(page);
        return now && now.kind === "clock" && /Chưa tải được dữ liệu/.test(now.status);
      }, "no clock");
    }));

  test("a widget that stands still is mounted anew within five seconds", { timeout: 90000 }, () =>
    through(idle, async (stage) => {
      const { page } = await begin(stage);
      await advance(page, 3000);
      // Its clock is taken away.
      await page.evaluate(() => {
        const screen = document.querySelector("cchc-screen");
        screen.setAttribute = () => {};
        window.stuck = screen;
      });
      await advance(page, 5000);
      await soon(async () => {
        await advance(page, 1000);
        return page.evaluate(() => document.querySelector("cchc-screen") !== window.stuck && document.querySelector("cchc-screen").getAttribute("data-beat") > 0);
      }, "not mounted anew");
      assert.ok(await picture(page));
    }));

  /** Puts another build on the server: the same files, and a page that differs. */
  async function publish({ proxy, profile }, build, change) {
    const page = await profile.newPage();
    await page.goto(`${proxy.origin}/examples/page.css`);
    const [list, html] = await page.evaluate(async () => [await (await fetch("/examples/screen-build.json")).json(), await (await fetch("/examples/screen.html", { cache: "reload" })).text()]);
    await page.close();
    const body = change(html.replace(`content="${list.build}"`, `content="${build}"`));
    proxy.files.set("/examples/screen.html", { body, type: "text/html; charset=utf-8", headers: proxy.page });
    const hash = createHash("sha384").update(body).digest("base64");
    const files = list.files.map(([file, integrity]) => [file, file === "screen.html" ? `sha384-${hash}` : integrity]);
    proxy.files.set("/examples/screen-build.json", { body: JSON.stringify({ build, files }) });
    return list.build;
  }
  // Empty while a page that was just navigated to is read.
  const build = (page) => page.evaluate(() => (document.querySelector('meta[name="cchc-build"]') || { content: "" }).content);
  const calm = (task) => task().catch((error) => (/destroyed|detached|navigat|closed|cchcClock/i.test(error.message) ? false : Promise.reject(error)));

  for (const [name, change, isGood] of [
    ["a new build is fetched, and taken between two scenes", (html) => html, true],
    ["a build that shows nothing is given back, and not tried again", (html) => html.replace("<cchc-screen ", '<cchc-screen feed="/nothing/cchc.json" '), false],
  ]) {
    test(name, { timeout: 240000 }, () =>
      through(idle, async (stage) => {
        const { page } = await begin(stage);
        await advance(page, 6000);
        await soon(async () => (await advance(page, 200), page.evaluate(stored)), "no build was stored", 30000);
        await page.reload();
        await soon(() => calm(async () => (await advance(page, 500), page.evaluate(() => !!navigator.serviceWorker.controller))), "not controlled");
        const first = await publish(stage, "ban-moi", change);
        assert.equal(await build(page), first);
        await soon(() => calm(async () => (await advance(page, 20_000), (await build(page)) === "ban-moi")), "the new build was not taken", 90000);
        if (isGood) {
          await soon(() => calm(async () => (await advance(page, 1000), page.evaluate(async () => (await (await caches.match(new URL("screen-state", location.href).href)).json()).before === ""))), "not kept", 30000);
          await soon(() => calm(async () => (await advance(page, 3000), (await picture(page)) !== null)), "nothing is shown");
          assert.equal(await build(page), "ban-moi");
          return;
        }
        await soon(() => calm(async () => (await advance(page, 5000), (await build(page)) === first)), "the bad build stayed", 90000);
        const state = await page.evaluate(async () => (await caches.match(new URL("screen-state", location.href).href)).json());
        assert.deepEqual([state.build, state.before, state.bad], [first, "", ["ban-moi"]]);
        await soon(() => calm(async () => (await advance(page, 60_000), (await picture(page)) !== null)), "nothing is shown");
        for (let minutes = 0; minutes < 12; minutes += 1) await calm(() => advance(page, 60_000));
        assert.equal(await build(page), first, "tried again");
      }));
  }
});
