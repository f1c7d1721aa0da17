// What elements leave behind when they are gone: nodes, handlers, timers, listeners, animations, memory.

import { allIn, until } from "./browsers.mjs";

/** With all elements out of the page. */
export async function left(page, client) {
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
