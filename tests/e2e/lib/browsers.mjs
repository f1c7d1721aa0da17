// Four engines behind one small interface: puppeteer's, of which WebKit's client (webdriver.mjs) speaks a part.

import puppeteer from "puppeteer-core";
import { chromium, chromium68, chromiumOf, firefox, later } from "./paths.mjs";
import { frozenDate, notes } from "./probes.mjs";
import { launchWebKit, poll } from "./webdriver.mjs";

const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];

/** The moment at which tests stand still: Monday morning in Hanoi. */
export const NOW = Date.parse("2026-01-05T09:00:00+07:00");

/** Every tag of the toolkit. */
export const TAGS = ["cchc-news", "cchc-scoreboard", "cchc-procedures", "cchc-feedback", "cchc-screen"];

async function launchOld(executablePath, ...flags) {
  const old = (await import("puppeteer-core-68")).default;
  return old.launch({ executablePath, headless: true, args: ["--no-sandbox", "--disable-gpu", ...flags] });
}

/** The engines by name; each starts its browser (Chromium with more flags, if any are given). */
export const engines = {
  chromium: (...flags) => puppeteer.launch({ executablePath: chromium(), headless: true, protocolTimeout: 60000, args: [...FLAGS, "--js-flags=--expose-gc", ...flags] }),
  "chromium-68": (...flags) => launchOld(chromium68(), ...flags),
  firefox: () => puppeteer.launch({ browser: "firefox", executablePath: firefox(), headless: true }),
  webkit: launchWebKit,
};

/** Engines that public screens have inside, besides 68: only the screen's page goes there. */
export const panels = Object.fromEntries(later.map((version) => [`chromium-${version}`, () => launchOld(chromiumOf(version))]));

/**
 * Opens a page and keeps what goes wrong on it. `media` names media features ({ "prefers-color-scheme": "dark" }),
 * `date` fixes the clock, `scripts` are functions, or [function, ...words], to run before the page's own, `scale` is
 * the number of device pixels to one of CSS.
 */
export async function open(browser, url, options = {}) {
  const { width = 1280, height = 900, scale, before, media, date, scripts = [], javaScript = true, userAgent } = options;
  const page = await browser.newPage();
  const wrong = [];
  // What is asked of a page whose process has died is never answered by Chromium 68.
  page.on("error", (error) => {
    wrong.push(`crashed: ${error.message}`);
    page._client?._onClosed?.();
  });
  page.on("pageerror", (error) => wrong.push(`page error: ${error ? error.message : error}`));
  page.on("console", (line) => ["error", "warning", "warn"].includes(line.type()) && wrong.push(`console: ${line.text()}`));
  await page.setViewport(scale ? { width, height, deviceScaleFactor: scale } : { width, height });
  if (media) await emulate(page, media);
  if (!javaScript) await page.setJavaScriptEnabled(false);
  if (userAgent) await page.setUserAgent(userAgent);
  const early = date ? [[frozenDate, date], ...scripts] : scripts;
  for (const script of early) await page.evaluateOnNewDocument(...[script].flat());
  if (before) await before(page);
  await page.goto(url);
  return { page, wrong };
}

/** Sets media features of an open page. Puppeteer knows a list of them; the protocol takes any. */
export async function emulate(page, media) {
  const features = Object.entries(media).map(([name, value]) => ({ name, value }));
  const client = await page.createCDPSession();
  await client.send("Emulation.setEmulatedMedia", { features });
}

/** Waits until a function of the page gives something true; says what the page showed last. */
export async function until(page, what, ...words) {
  try {
    // Asked from here: in the page neither animation frames (out of sight) nor timers (tests hold them) can be trusted.
    await poll(() => page.evaluate(what, ...words), 15000, "");
  } catch {
    const states = () => Array.from(document.querySelectorAll("[data-state]"), (widget) => widget.getAttribute("data-state")).join(" ");
    throw new Error(`not within 15 s: ${what} — states: ${await page.evaluate(states).catch(String)}`);
  }
}

/** Waits until a function of the test gives something true. */
export const soon = (ask, complaint, withinMs = 15000) => poll(ask, withinMs, complaint);

/** Whether every element on the page is in one of the states; scrolls each into sight, because loading is lazy. */
export function allIn(states) {
  const all = Array.from(document.querySelectorAll("*")).filter((element) => /^cchc-/.test(element.localName));
  const waiting = all.find((element) => states.indexOf(element.getAttribute("data-state")) < 0);
  if (waiting) waiting.scrollIntoView();
  return !waiting;
}

/** Whether what the webmaster wrote inside the first tag can be seen. */
export function fallbackSeen() {
  const link = Array.from(document.querySelectorAll("a")).find((one) => Array.from(document.querySelectorAll("*")).some((element) => /^cchc-/.test(element.localName) && element.contains(one)));
  return link.getClientRects().length > 0 && link.getBoundingClientRect().height > 0;
}

/** What a reader sees inside the first widget. */
export function shown() {
  const root = document.querySelector("cchc-news").shadowRoot;
  return { text: root.querySelector(".base") ? root.querySelector(".base").innerText : "", titles: root.querySelectorAll(".title").length };
}

export { notes };
