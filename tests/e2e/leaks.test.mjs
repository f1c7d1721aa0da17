// Two thousand times in and out of the page: no node, listener, timer or page of memory is left behind.

import { test } from "node:test";
import { stage } from "./lib/act.mjs";
import { allIn, until } from "./lib/browsers.mjs";
import { leavesNothing } from "./lib/left.mjs";
import { counters, memories } from "./lib/probes.mjs";
import { item, putFeed, putPage } from "./lib/server.mjs";

const through = stage();
const CYCLES = 2000;
const items = Array.from({ length: 8 }, (_, n) => item(n, { summary: "Tóm tắt" }));
const notices = [{ identifier: "n", status: "Actual", msg_type: "Alert", severity: "Minor", sent: new Date().toISOString(), info: [{ language: "vi", headline: "Thông báo" }] }];

/** Takes all elements out and puts them back; in every tenth cycle they live long enough to show their news. */
async function cycle(count) {
  const turn = () => new Promise((done) => requestAnimationFrame(done));
  const home = document.querySelector("main");
  const all = Array.from(document.querySelectorAll("cchc-news"));
  const waiting = () => all.some((news) => ["ready", "stale"].indexOf(news.getAttribute("data-state")) < 0);
  for (let n = 0; n < count; n += 1) {
    all.forEach((news) => news.remove());
    await Promise.resolve();
    if (n % 10 === 0) await turn();
    all.forEach((news) => home.append(news));
    if (n % 10 === 0) {
      await turn();
      while (waiting()) await turn();
    } else await Promise.resolve();
  }
}

test(`${CYCLES} times in and out leave nothing behind`, { timeout: 240000 }, (t) =>
  through(
    {
      prepare: (proxy) => {
        const feed = putFeed(proxy, { items, notices });
        const tags = ["list", "ticker", "rotator"].map((layout) => `<cchc-news eager layout="${layout}" feed="${feed}"><a href="https://example.vn/">Dự phòng</a></cchc-news>`);
        return putPage(proxy, `<main>${tags.join("")}</main>`);
      },
      scripts: [counters, memories],
    },
    async (stage) => {
      await until(stage.page, allIn, ["ready"]);
      await leavesNothing(t, stage, cycle, 200, CYCLES);
    },
  ));
