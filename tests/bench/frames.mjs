// Frames and work of a public screen while it runs: `cargo xtask frames`. It judges nothing. Other work on the machine drops frames
// too: measure on an idle one.

import { NOW, allIn, engines, open, soon, until } from "../e2e/lib/browsers.mjs";
import { leaps, picture, undated } from "../e2e/lib/panel.mjs";
import { serveHub, serveProxy } from "../e2e/lib/server.mjs";
import { presented } from "./trace.mjs";

const seconds = Number(process.argv[2] || 60);

/** In the page, after `leaps`: it is Monday morning, and time goes on. At night a screen is dark. */
const shifted = (start) => window.cchcLeap(start - Date.now());

/** In the page: notes when the slide changes, without asking it anything meanwhile. */
function changes() {
  window.cchcChanges = [];
  const stage = document.querySelector("cchc-screen").shadowRoot.querySelector(".stage");
  new MutationObserver(() => window.cchcChanges.push(performance.timeOrigin + performance.now())).observe(stage, { childList: true });
}

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

async function metrics(client) {
  const { metrics: all } = await client.send("Performance.getMetrics");
  return Object.fromEntries(all.map(({ name, value }) => [name, value]));
}

/** The share of time in which the main thread had a task, second by second. On a slowed processor a task takes as much longer. */
async function work(client, every = 1000) {
  const samples = [];
  let before = await metrics(client);
  for (let passed = 0; passed < seconds * 1000; passed += every) {
    await pause(every);
    const now = await metrics(client);
    samples.push({ at: Date.now(), share: (now.TaskDuration - before.TaskDuration) / (now.Timestamp - before.Timestamp) });
    before = now;
  }
  return samples;
}

const percent = (share) => `${(100 * share).toFixed(2)} %`;
const mean = (all) => all.reduce((sum, one) => sum + one, 0) / Math.max(1, all.length);

const hub = await serveHub();
const proxy = await serveProxy(hub.origin);
undated(proxy);
const browser = await engines.chromium();
try {
  const { page, wrong } = await open(browser, `${proxy.origin}/examples/screen.html?s=mau-sanh-1`, { width: 1920, height: 1080, scripts: [leaps, [shifted, NOW]] });
  await until(page, allIn, ["ready"]);
  await soon(async () => (await picture(page)) !== null, "nothing is shown");
  const client = await page.createCDPSession();
  await client.send("Performance.enable");
  for (const cpu of [1, 4]) {
    await page.emulateCPUThrottling(cpu > 1 ? cpu : null);
    await page.evaluate(changes);
    // What starting takes is no part of running.
    await pause(8000);
    const frames = await presented(client, () => pause(seconds * 1000));
    const slides = (await page.evaluate(() => window.cchcChanges)).length;
    const samples = await work(client);
    const changed = await page.evaluate(() => window.cchcChanges);
    const between = samples.filter(({ at }) => !changed.some((then) => then > at - 2000 && then < at + 500));
    console.log(`processor slowed ${cpu}x, ${seconds} s, ${slides} slides: ${frames.presented.toFixed(1)} frames presented a second, ${frames.dropped.toFixed(2)} dropped a second`);
    console.log(`  main thread: ${percent(mean(samples.map(({ share }) => share)))} in all, ${percent(mean(between.map(({ share }) => share)))} between slides, the busiest second ${percent(Math.max(...samples.map(({ share }) => share)))}`);
  }
  if (wrong.length) throw new Error(wrong.join("\n"));
} finally {
  await browser.close();
  await proxy.stop();
  await hub.stop();
}
