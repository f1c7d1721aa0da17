// One visit to a page on a slow network and a slow processor, measured from outside and inside.

import { engines, open, until } from "../e2e/lib/browsers.mjs";
import { firstTexts, memories, shifts } from "../e2e/lib/probes.mjs";
import { PHASES } from "./numbers.mjs";
import { REST, pathOf } from "./pages.mjs";
import { seen, vitals } from "./probes.mjs";

/** A middling phone on a middling mobile network. */
export const SLOW = { cpu: 4, roundTripMs: 85, bitsPerSec: 9e6 };

/** Visits a variant with a new profile, leaves, and comes back: resolves to { cold, warm }. */
export async function visit(proxy, variant) {
  // What is left may not be kept whole, or coming back would load nothing.
  const browser = await engines.chromium("--disable-features=BackForwardCache");
  try {
    // The first tab: others get a mouse event from the browser, which lays a page out before its style sheet is there.
    const first = { newPage: async () => (await browser.pages())[0] };
    const { page, wrong } = await open(first, proxy.origin + REST, { scripts: [memories, shifts, vitals, [firstTexts, ".title"]] });
    const client = await page.createCDPSession();
    const wire = await meter(client);
    const bytesPerSec = SLOW.bitsPerSec / 8;
    await page.emulateNetworkConditions({ latency: SLOW.roundTripMs, download: bytesPerSec, upload: bytesPerSec });
    await page.emulateCPUThrottling(SLOW.cpu);
    const measured = {};
    for (const phase of PHASES) {
      // From another site the tab comes with a new process, as on another day. Process and letters are there before the
      // clock starts: both are the machine's work.
      await page.goto(proxy.origin.replace("127.0.0.1", "localhost") + REST);
      await page.goto(proxy.origin + REST);
      wire.reset();
      await page.goto(proxy.origin + pathOf(variant), { waitUntil: "networkidle0" });
      await until(page, () => window.cchcTimes.headline > 0).catch((error) => wrong.unshift(error.message));
      if (wrong.length) throw new Error(wrong.join("\n"));
      const found = await page.evaluate(seen);
      await client.send("HeapProfiler.collectGarbage");
      const heap = await client.send("Runtime.getHeapUsage");
      measured[phase] = { ...found, ...wire.read(), heap: heap.usedSize };
    }
    return measured;
  } catch (error) {
    throw new Error(`${variant.name}: ${error.message}`, { cause: error });
  } finally {
    await browser.close();
  }
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
