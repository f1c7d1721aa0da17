// Hundreds of times in and out of the page, with a draft, a file and an item that waits: no timer, listener, node or page of
// memory is left behind.

import { test } from "node:test";
import { stage } from "./lib/act.mjs";
import { soon, until } from "./lib/browsers.mjs";
import { becomes, fill, kept, press, ready, send, visit, written } from "./lib/citizen.mjs";
import { leavesNothing } from "./lib/left.mjs";
import { counters, memories } from "./lib/probes.mjs";

const through = stage();
const CYCLES = 400;

/** Takes the form out and puts it back; in every tenth cycle something is written before. */
async function cycle(count) {
  const turn = () => new Promise((done) => requestAnimationFrame(done));
  const home = document.querySelector("main");
  const host = document.querySelector("cchc-feedback");
  const isReady = () => host.getAttribute("data-state") === "ready" && host.shadowRoot.getElementById("/body");
  for (let n = 0; n < count; n += 1) {
    if (n % 10 === 0) {
      while (!isReady()) await turn();
      const field = host.shadowRoot.getElementById("/body");
      field.value = `Đèn đường tắt, lần ${n}.`;
      field.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
    }
    host.remove();
    await turn();
    home.append(host);
    await turn();
  }
  while (!isReady()) await turn();
}

test(`${CYCLES} times in and out leave nothing behind`, { timeout: 240000 }, (t) =>
  visit(through, { scripts: [counters, memories], before: (hub) => hub.all("cut") }, async (stage) => {
    const { page } = stage;
    await ready(page);
    await fill(page);
    await send(page);
    await becomes(page, "waiting");
    await press(page, "[data-act=another]");
    await until(page, () => !!document.querySelector("cchc-feedback").shadowRoot.getElementById("/body"));
    await fill(page);
    await soon(async () => (await kept(page)).join() === "draft,item", "the draft is not kept");
    // What browsers write about a hub that is gone is no fault of the page.
    await leavesNothing(t, { page, wrong: [] }, cycle, 60, CYCLES);
    await soon(async () => /lần \d+/.test(await written(page, "/body")), "the draft is gone");
  }));
