// Typing on a slow phone (Chromium at a sixth of its speed): how long the page is busy with each letter. The bench has the
// numbers of the whole catalogue; here a bound that the sample keeps everywhere.

import assert from "node:assert/strict";
import { test } from "node:test";
import { stage } from "./lib/act.mjs";
import { NOW, allIn, until } from "./lib/browsers.mjs";
import { prepare } from "./lib/lookup.mjs";

const through = stage();
const TEXT = "dang ky khai sinh";
const MOST_MS = 500;

test(`no letter of «${TEXT}» keeps a slow page busy for long`, (t) =>
  through({ prepare: prepare(), date: NOW, width: 360, height: 740 }, async ({ page, wrong }) => {
    await until(page, allIn, ["ready"]);
    const client = await page.createCDPSession();
    await client.send("Emulation.setCPUThrottlingRate", { rate: 6 });
    await page.evaluate(() => {
      // From the key to the moment when the page is free again: script, style and layout.
      window.times = [];
      document.querySelector("cchc-procedures").shadowRoot.querySelector("#find").focus();
      const channel = new MessageChannel();
      let start;
      channel.port1.onmessage = () => {
        document.querySelector("cchc-procedures").getBoundingClientRect();
        window.times.push(performance.now() - start);
      };
      document.addEventListener("keydown", () => {
        start = performance.now();
        requestAnimationFrame(() => channel.port2.postMessage(0));
      }, true);
      window.tasks = [];
      new PerformanceObserver((list) => window.tasks.push(...list.getEntries().map(({ duration }) => duration))).observe({ entryTypes: ["longtask"] });
    });
    for (const [at, letter] of Array.from(TEXT).entries()) {
      await page.keyboard.type(letter);
      await until(page, (count) => window.times.length === count, at + 1);
    }
    const { times, tasks, first } = await page.evaluate(() => ({ times: window.times, tasks: window.tasks, first: document.querySelector("cchc-procedures").shadowRoot.querySelector("[role=option]").getAttribute("data-value") }));
    const sorted = [...times].sort((a, b) => a - b);
    t.diagnostic(`from key to frame: median ${sorted[times.length >> 1].toFixed(0)} ms, most ${sorted[times.length - 1].toFixed(0)} ms; ${times.map((one) => one.toFixed(0)).join(" ")}`);
    t.diagnostic(`tasks beyond 50 ms: ${tasks.map((one) => one.toFixed(0)).join(" ") || "none"}`);
    assert.equal(first, "1.001193");
    assert.ok(Math.max(0, ...tasks) <= MOST_MS, tasks.join(" "));
    assert.deepEqual(wrong, []);
  }));
