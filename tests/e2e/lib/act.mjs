// One page in a profile of its own, through a proxy of its own: what most tests begin with.

import { after, before } from "node:test";
import { engines, open, panels } from "./browsers.mjs";
import { serveHub, serveProxy } from "./server.mjs";

/** Starts hub and Chromium for a test file; gives `through(options, act)`. */
export function stage(engine = "chromium") {
  let hub;
  let browser;
  const proxies = new Set();
  before(async () => {
    hub = await serveHub();
    browser = await (engines[engine] || panels[engine])();
  });
  after(async () => {
    // A test that ran out of time has left these open; the file must end nevertheless.
    await Promise.all([...proxies].map((proxy) => proxy.stop()));
    await browser.close();
    await hub.stop();
  });
  /**
   * `prepare(proxy)` may break things and gives the address to open (by default the strict page, which has a list and a
   * ticker); the rest of `options` goes to `open`.
   */
  return async ({ prepare, ...options }, act) => {
    // WebKit's driver has one page, no scripts of ours before the page's own, and tells neither errors nor console lines:
    // a probe in the page does. Every proxy is an origin of its own, so nothing is left from the test before.
    const isBare = engine === "webkit";
    const proxy = await serveProxy(hub.origin, { probe: isBare });
    proxies.add(proxy);
    if (isBare) delete options.date;
    // Puppeteer's old name for it is what drives Chromium 68.
    const create = browser.createBrowserContext || browser.createIncognitoBrowserContext;
    const profile = isBare ? { newPage: () => browser.newPage(), close: async () => {} } : await create.call(browser);
    try {
      const url = (await prepare?.(proxy)) || `${proxy.origin}/examples/strict-csp.html`;
      const { page, wrong } = await open(profile, url, options);
      await act({ proxy, profile, page, wrong, url });
      if (isBare) await page.close();
    } finally {
      await profile.close();
      await proxy.stop();
      proxies.delete(proxy);
    }
  };
}
