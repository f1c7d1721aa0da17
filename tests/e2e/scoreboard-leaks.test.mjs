// Hundreds of times in and out of the page, with an index opened and closed in between: no node, listener, timer or page
// of memory is left behind.

import { test } from "node:test";
import { stage } from "./lib/act.mjs";
import { LAYOUTS, board, detail, index, putBoard, ranking, settled, unit } from "./lib/boards.mjs";
import { allIn, until } from "./lib/browsers.mjs";
import { leavesNothing } from "./lib/left.mjs";
import { counters, memories } from "./lib/probes.mjs";
import { putPage } from "./lib/server.mjs";

const through = stage();
const CYCLES = 400;
const rows = Array.from({ length: 300 }, (_, n) => unit(n + 1));
const feed = { indexes: [index("a"), index("b", { of_units: true })], details: { a: detail("a"), b: detail("b", { rankings: [ranking("2023", rows), ranking("2024", rows)] }) } };

/**
 * Takes all elements out and puts them back. In every tenth cycle they live long enough to be used: an index is opened,
 * its table and its other drawing are looked at, the slider and the ranking are moved, and it is closed again. Seldom
 * enough that the browser lets every change of the address pass.
 */
async function cycle(count) {
  const turn = () => new Promise((done) => requestAnimationFrame(done));
  const home = document.querySelector("main");
  const all = Array.from(document.querySelectorAll("cchc-scoreboard"));
  const find = (host, selector) => host.shadowRoot.querySelector(selector);
  const until = async (what) => {
    while (!what()) await turn();
  };
  const write = (field, value) => {
    field.value = value;
    field.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
  };
  for (let n = 0; n < count; n += 1) {
    all.forEach((host) => host.remove());
    await Promise.resolve();
    if (n % 10 === 0) await turn();
    all.forEach((host) => home.append(host));
    await Promise.resolve();
    if (n % 10) continue;
    await turn();
    await until(() => all.every((host) => ["ready", "stale"].indexOf(host.getAttribute("data-state")) >= 0));
    const [cards, whole, units] = all;
    await until(() => find(whole, ".parts") && find(units, ".rows"));
    find(cards, ".card[data-index=b] .open").click();
    await until(() => find(cards, ".ranking"));
    for (const host of [cards, whole]) {
      for (const selector of ["[data-act=table]", "[data-act=history][data-value=ranks]", "[data-act=components][data-value=radar]"]) {
        find(host, selector).click();
        await turn();
      }
      write(find(host, ".slider"), "0");
    }
    find(units, ".rows").scrollTop = 6000;
    find(units, "[data-act=sort][data-value=name]").click();
    write(find(units, "[type=search]"), n % 20 ? "2" : "");
    dispatchEvent(new Event("beforeprint"));
    await turn();
    dispatchEvent(new Event("afterprint"));
    await turn();
    // In half of the cycles the elements leave with the index open.
    if (n % 20) {
      find(cards, "[data-act=back]").click();
      await until(() => find(cards, ".cards"));
    } else history.replaceState(null, "", location.pathname);
  }
}

test(`${CYCLES} times in and out, with an index opened and closed, leave nothing behind`, { timeout: 240000 }, (t) =>
  through(
    {
      prepare: (proxy) => {
        const address = putBoard(proxy, feed);
        const named = { index: `index="a"`, ranking: `index="b"` };
        return putPage(proxy, `<main>${LAYOUTS.map((layout) => board(address, layout, named[layout])).join("")}</main>`);
      },
      scripts: [counters, memories],
    },
    async (stage) => {
      await until(stage.page, allIn, ["ready"]);
      await settled(stage.page);
      await leavesNothing(t, stage, cycle, 100, CYCLES);
    },
  ));
