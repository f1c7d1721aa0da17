// Three engines behind one small interface.

import puppeteer from "puppeteer-core";
import { chromium, chromium68, firefox } from "./paths.mjs";

const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];

/** The engines by name. */
export const engines = {
  chromium: () => puppeteer.launch({ executablePath: chromium(), headless: true, args: [...FLAGS, "--js-flags=--expose-gc"] }),
  "chromium-68": async () => {
    const old = (await import("puppeteer-core-68")).default;
    return old.launch({ executablePath: chromium68(), headless: true, args: ["--no-sandbox", "--disable-gpu"] });
  },
  firefox: () => puppeteer.launch({ browser: "firefox", executablePath: firefox(), headless: true }),
};

/** Opens a page and keeps what goes wrong on it. */
export async function open(browser, url, { width = 1280, height = 900, before } = {}) {
  const page = await browser.newPage();
  const wrong = [];
  page.on("pageerror", (error) => wrong.push(`page error: ${error.message}`));
  page.on("console", (line) => ["error", "warning", "warn"].includes(line.type()) && wrong.push(`console: ${line.text()}`));
  await page.setViewport({ width, height });
  if (before) await before(page);
  await page.goto(url);
  return { page, wrong };
}

/** Waits until a function of the page gives something true; says what it gave last. */
export async function until(page, what, ...words) {
  try {
    // Polling by time: animation frames do not come in pages out of sight.
    await page.waitForFunction(what, { timeout: 15000, polling: 50 }, ...words);
  } catch {
    throw new Error(`not within 15 s: ${what} — ${await page.evaluate(() => document.body.innerText.slice(0, 200))}`);
  }
}

/** Whether every element on the page is in one of the states; scrolls each into sight, because loading is lazy. */
export function allIn(states) {
  const all = Array.from(document.querySelectorAll("cchc-news"));
  const waiting = all.find((element) => states.indexOf(element.getAttribute("data-state")) < 0);
  if (waiting) waiting.scrollIntoView();
  return !waiting;
}
