// One visit to a page on some network and processor, measured from outside and inside.

import { engines, open, until } from "../e2e/lib/browsers.mjs";
import { memories, shifts } from "../e2e/lib/probes.mjs";
import { REST } from "./pages.mjs";
import { drawn, seen, vitals } from "./probes.mjs";

/** A middling mobile network, and what browsers' tools call Slow 4G. */
export const NETWORKS = {
  mobile: { latency: 85, download: 9e6 / 8, upload: 9e6 / 8 },
  slow4g: { latency: 562.5, download: 180_000, upload: 84_375 },
};

export const PHASES = ["cold", "warm"];

/**
 * Visits a page with a new profile, leaves, and comes back: resolves to { cold, warm }. `row.seen` says what must be there
 * for the page to count as drawn. With `minutes`, the page then stays open so long, which begins
 * with a call of `loaded`, and `after` is what it holds in the end.
 */
export async function visit(proxy, path, row, { cpu, network, minutes = 0, phases = PHASES, loaded }) {
  // What is left may not be kept whole, or coming back would load nothing.
  const browser = await engines.chromium("--disable-features=BackForwardCache");
  try {
    // The first tab: others get a mouse event from the browser, which lays a page out before its style sheet is there.
    const first = { newPage: async () => (await browser.pages())[0] };
    const { page, wrong } = await open(first, proxy.origin + REST, { scripts: [memories, shifts, vitals, [drawn, row.seen]] });
    const client = await page.createCDPSession();
    const wire = await meter(client);
    await page.emulateNetworkConditions(NETWORKS[network]);
    await page.emulateCPUThrottling(cpu);
    const measured = {};
    for (const phase of phases) {
      // From another site the tab comes with a new process, as on another day. Process and letters are there before the
      // clock starts: both are the machine's work.
      await page.goto(proxy.origin.replace("127.0.0.1", "localhost") + REST);
      await page.goto(proxy.origin + REST);
      wire.reset();
      await page.goto(proxy.origin + path, { waitUntil: "networkidle0", timeout: 90_000 });
      await until(page, () => window.cchcTimes.drawn > 0).catch((error) => wrong.unshift(error.message));
      if (wrong.length) throw new Error(wrong.join("\n"));
      const found = await page.evaluate(seen);
      measured[phase] = { ...found, ...wire.read(), memory: (await heap(client)) + found.wasmMemory };
    }
    if (minutes) {
      await page.emulateCPUThrottling(null);
      loaded();
      await new Promise((done) => setTimeout(done, minutes * 60_000));
      measured.after = { memory: (await heap(client)) + (await page.evaluate(seen)).wasmMemory };
    }
    return measured;
  } catch (error) {
    throw new Error(`${row.name}: ${error.message}`, { cause: error });
  } finally {
    await browser.close();
  }
}

/** Bytes that scripts hold once the garbage has gone, buffers included. */
async function heap(client) {
  await client.send("HeapProfiler.collectGarbage");
  return (await client.send("Runtime.getHeapUsage")).usedSize;
}

/** Counts what comes over the wire, heads included; what a cache gives counts nothing. */
async function meter(client) {
  let bytes = 0;
  let requests = 0;
  const cached = new Set();
  client.on("Network.requestServedFromCache", ({ requestId }) => cached.add(requestId));
  client.on("Network.responseReceived", ({ requestId, response }) => {
    if (response.fromDiskCache || !response.url.startsWith("http")) cached.add(requestId);
  });
  client.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    if (cached.has(requestId)) return;
    bytes += encodedDataLength;
    requests += 1;
  });
  await client.send("Network.enable");
  return { reset: () => (bytes = requests = 0), read: () => ({ bytes, requests }) };
}
