// What elements leave behind when they are gone: nodes, handlers, timers, listeners, animations, memory.

import assert from "node:assert/strict";
import { allIn, until } from "./browsers.mjs";

/** With all elements out of the page. */
async function left(page, client) {
  await page.evaluate(() => {
    window.kept = Array.from(document.querySelectorAll("[data-state]"));
    window.kept.forEach((host) => host.remove());
  });
  await until(page, () => window.kept.every((host) => !host.shadowRoot.querySelector(".base")));
  for (let n = 0; n < 3; n += 1) {
    await client.send("HeapProfiler.collectGarbage");
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
  }
  const { metrics } = await client.send("Performance.getMetrics");
  const metric = (name) => metrics.find((one) => one.name === name).value;
  const counts = await page.evaluate(() => ({
    timers: window.cchcOpen.timers.size,
    listeners: window.cchcOpen.listeners,
    wasmPages: window.cchcMemories.reduce((sum, memory) => sum + memory.buffer.byteLength / 65536, 0),
    animations: document.getAnimations().length,
  }));
  await page.evaluate(() => window.kept.forEach((host) => document.querySelector("main").append(host)));
  await until(page, allIn, ["ready", "stale"]);
  return { nodes: metric("Nodes"), handlers: metric("JSEventListeners"), heap: metric("JSHeapUsedSize"), ...counts };
}

// WebAssembly memory never shrinks, so its size is the highest mark so far. How many loads happen to overlap decides when that mark
// is reached (24 rounds of 50 stayed on it once it was), not how much is kept: what is kept makes every round rise.
const ROUNDS = 3;

/**
 * Lets `cycle(count)` run in the page to warm up and then `cycles` times more, which must leave nothing behind. Where the memory
 * has grown, up to two rounds more tell a leak, which grows in each of them, from a mark that was reached late.
 */
export async function leavesNothing(t, { page, wrong }, cycle, warmUp, cycles) {
  const client = await page.createCDPSession();
  await client.send("Performance.enable");
  await page.evaluate(cycle, warmUp);
  const warm = await left(page, client);
  t.diagnostic(`after warm-up ${JSON.stringify(warm)}`);
  let before = warm.wasmPages;
  const grown = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    await page.evaluate(cycle, cycles);
    const end = await left(page, client);
    t.diagnostic(`after ${cycles}   ${JSON.stringify(end)}`);
    assert.deepEqual(wrong, []);
    assert.equal(end.timers, 0, "open timers");
    assert.equal(end.listeners, 0, "listeners on window or document");
    assert.equal(end.animations, 0, "animations");
    assert.ok(end.nodes <= warm.nodes, `nodes ${warm.nodes} -> ${end.nodes}`);
    assert.ok(end.handlers <= warm.handlers, `event handlers ${warm.handlers} -> ${end.handlers}`);
    assert.ok(end.heap < warm.heap + 1_000_000, `heap ${warm.heap} -> ${end.heap}`);
    if (end.wasmPages === before) return;
    grown.push(`${before} -> ${end.wasmPages}`);
    before = end.wasmPages;
  }
  assert.fail(`WebAssembly memory grew in each of ${ROUNDS} rounds, pages ${grown.join(", ")}`);
}
