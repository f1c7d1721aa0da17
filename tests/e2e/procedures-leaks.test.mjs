// Hundreds of times in and out of the page, with typing, opening and sharing in between: no node, listener, timer or page of
// memory is left behind.

import { test } from "node:test";
import { stage } from "./lib/act.mjs";
import { allIn, until } from "./lib/browsers.mjs";
import { leavesNothing } from "./lib/left.mjs";
import { tag } from "./lib/lookup.mjs";
import { counters, memories } from "./lib/probes.mjs";
import { putPage } from "./lib/server.mjs";

const through = stage();
const CYCLES = 200;

/**
 * Takes all lookups out and puts them back. In every fifth cycle they live long enough to be used: words are typed letter by
 * letter, filters are set, a procedure is opened, ticked, shared and closed. In half of those they leave with it open, and in
 * the middle of the pause after which answers are told.
 */
async function cycle(count) {
  const turn = () => new Promise((done) => requestAnimationFrame(done));
  const home = document.querySelector("main");
  const all = Array.from(document.querySelectorAll("cchc-procedures"));
  const find = (host, selector) => host.shadowRoot.querySelector(selector);
  const press = async (host, selector) => {
    await until(() => find(host, selector));
    find(host, selector).click();
  };
  const until = async (what) => {
    while (!what()) await turn();
  };
  const write = (field, value) => {
    field.value = value;
    for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true, composed: true }));
  };
  for (let n = 0; n < count; n += 1) {
    all.forEach((host) => host.remove());
    await Promise.resolve();
    if (n % 5 === 0) await turn();
    all.forEach((host) => home.append(host));
    await Promise.resolve();
    if (n % 5) continue;
    await turn();
    await until(() => all.every((host) => ["ready", "stale"].indexOf(host.getAttribute("data-state")) >= 0));
    for (const host of all) {
      for (const text of ["dang ky khai sinh", "cccd", "qwxz", "cap"]) {
        for (let end = 1; end <= text.length; end += 1) write(find(host, "#find"), text.slice(0, end));
        await turn();
      }
      find(host, "#find").dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowDown", bubbles: true, composed: true, cancelable: true }));
      await turn();
      write(find(host, "[data-act=level]"), "ward");
      await turn();
      await press(host, "[data-act=unfilter]");
      write(find(host, "#find"), "1.001193");
      await until(() => find(host, "[role=option][data-value='1.001193']"));
    }
    const [first] = all;
    await press(first, "[role=option]");
    await until(() => find(first, ".papers"));
    await press(first, ".tick");
    await press(first, "[data-act=share]");
    await until(() => find(first, ".qr"));
    if (n % 10) {
      // The tick of the cycle before may have been taken away.
      if (find(first, "[data-act=untick]")) await press(first, "[data-act=untick]");
      await press(first, "[data-act=back]");
      await until(() => find(first, "#find"));
    }
    history.replaceState(null, "", location.pathname);
  }
}

test(`${CYCLES} times in and out, with typing and opening, leave nothing behind`, { timeout: 240000 }, (t) =>
  through(
    { prepare: (proxy) => putPage(proxy, `<main>${tag()}${tag(`agency="phuong-o-cho-dua" limit="5"`)}</main>`), scripts: [counters, memories] },
    async (stage) => {
      await until(stage.page, allIn, ["ready"]);
      await leavesNothing(t, stage, cycle, 50, CYCLES);
    },
  ));
