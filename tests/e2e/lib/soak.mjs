// A panel through days in a fast clock: the feed changes, the network fails, and nothing may grow.

import assert from "node:assert/strict";
import { NOW } from "./browsers.mjs";
import { copyFeed, dice } from "./feed.mjs";
import { panel, picture } from "./panel.mjs";
import { memories } from "./probes.mjs";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const CHUNK = 10 * MINUTE;
const COLLECTIONS = 5;
const MOST_COLLECTIONS = 60;
// The moving line keeps the headlines that have left it for the next ones: as many as 1920 pixels hold, and one at either end, of five
// nodes each. Beside them are the line, the age with its text, and one node that is in no document from the start.
const MAX_MOVING_NODES = 6 * 5 + 4;

/** Runs after `clock`: time goes by the second, and stands while an answer is awaited. Animations are twenty times as fast. */
export function fast() {
  let open = 0;
  const counted = (real) =>
    function (...words) {
      open += 1;
      const done = () => (open -= 1);
      const promise = real.apply(this, words);
      promise.then(done, done);
      return promise;
    };
  window.fetch = counted(window.fetch);
  for (const name of ["text", "json", "arrayBuffer"]) Response.prototype[name] = counted(Response.prototype[name]);
  const animate = Element.prototype.animate;
  Element.prototype.animate = function (frames, options) {
    return animate.call(this, frames, { ...options, duration: options.duration / 20 });
  };
  const channel = new MessageChannel();
  const waiting = [];
  channel.port1.onmessage = () => waiting.shift()();
  const turn = () => new Promise((done) => (waiting.push(done), channel.port2.postMessage(0)));
  window.cchcFast = async (ms) => {
    for (let passed = 0; passed < ms; passed += 1000) {
      await window.cchcClock.advance(1000);
      for (let calm = 0; calm < 3; calm += 1) {
        await turn();
        if (open) calm = -1;
      }
    }
  };
}

const rubbish = (text) => () => Buffer.from(text);
const FAULTS = ["cut", 500, 404, 503, { status: 429, headers: { "retry-after": "120" }, body: "" }, rubbish("<html>502</html>"), rubbish("{}"), rubbish(""), rubbish('{"version":"9.0"}'), (body) => body.subarray(0, body.length / 2)];

const stampAt = (now, ms) => new Date(now + ms).toISOString();

/** One more article; `size` from 0 to 1. */
function report(feed, now, word, size) {
  feed.change("news", (news) => {
    news.items.unshift({ id: `tin-${word}`, title: `Tin ${word}: rút ngắn thời gian giải quyết thủ tục`, url: `https://example.vn/${word}`, date_published: stampAt(now, 0), content_text: "Nội dung. ".repeat(1 + size * 40) });
    news.items.length = Math.min(news.items.length, 20);
  });
}

/** One notice instead of the one before; `size` from 0 to 1. */
function warn(feed, now, word, severity, size) {
  feed.change("notices", (file) => {
    file.notices = [{ identifier: word, status: "Actual", msg_type: "Alert", severity, sent: stampAt(now, 0), expires: stampAt(now, HOUR / 3), info: [{ language: "vi", headline: `Thông báo ${word}`, description: "Đi cầu thang bộ. ".repeat(1 + size * 20) }] }];
  });
}

/** Another programme for every screen. */
function rework(feed, word, weigh) {
  feed.change("screens", (file) => {
    for (const screen of file.screens) screen.rev = (screen.rev || 0) + 1;
    for (const scene of file.programmes[0].scenes) scene.weight = weigh();
    file.programmes[0].scenes.find((scene) => scene.kind === "text").text = `Lời nhắn ${word}`;
  });
}

/** What an editor does in ten minutes. */
function edit(feed, roll, now) {
  const word = Math.floor(roll() * 1e9).toString(36);
  report(feed, now, word, roll());
  if (roll() < 0.2) warn(feed, now, word, roll() < 0.3 ? "Extreme" : "Moderate", roll());
  if (roll() < 0.1) rework(feed, word, () => 1 + Math.floor(roll() * 5));
}

// WebAssembly memory never shrinks, so its size is the highest mark so far. The first hour sees the most that any later one can
// bring, all at once, and an outage: what is new after it is growth, and no mark that chance reached late.
const OUTAGE_AT = 2;

function most(feed, now, word) {
  for (let articles = 0; articles < 20; articles += 1) report(feed, now, `${word}-${articles}`, 1);
  warn(feed, now, word, "Extreme", 1);
  rework(feed, word, () => 5);
  for (const name of ["indexes", "procedures", "answers", "agencies"]) feed.change(name, (file) => (file.generator = word));
}

/** Lets `hours` pass and gives what was measured every half hour, always while the clock is on. */
export async function soak(t, { profile, proxy }, hours, say = () => {}) {
  const roll = dice(7);
  const feed = copyFeed(proxy);
  proxy.page = undefined;
  const point = (url) => document.addEventListener("DOMContentLoaded", () => document.querySelector("cchc-screen").setAttribute("feed", url));
  const { page, wrong } = await panel(profile, proxy, { start: NOW, width: 1920, height: 1080, scripts: [memories, fast, [point, feed.url]] });
  const client = await page.createCDPSession();
  await client.send("Performance.enable");
  const undo = { headers: { date: "" } };
  proxy.faults.set(`${feed.folder}/`, undo);
  const pass = (ms) => page.evaluate((ms) => window.cchcFast(ms), ms);
  let now = NOW;
  const go = async (ms) => ((now += ms), pass(ms));

  const once = async () => {
    await client.send("HeapProfiler.collectGarbage");
    const { metrics } = await client.send("Performance.getMetrics");
    const metric = (name) => metrics.find((one) => one.name === name).value;
    const more = await page.evaluate(() => {
      const all = (node) => Array.from(node.childNodes).reduce((sum, child) => sum + all(child), node.shadowRoot ? 1 + all(node.shadowRoot) : 1);
      const root = document.querySelector("cchc-screen").shadowRoot;
      const [lane, age] = [".lane", ".age"].map((name) => root.querySelector(name));
      return {
        // Headlines move and the age comes and goes: they are counted apart from the rest of the picture.
        around: all(document) - all(lane) - all(age),
        timers: window.cchcClock.pending().length,
        wasmPages: window.cchcMemories.reduce((sum, memory) => sum + memory.buffer.byteLength / 65536, 0),
        stored: Object.values(localStorage).join("").length,
      };
    });
    return { hour: (now - NOW) / HOUR, heap: metric("JSHeapUsedSize"), moving: metric("Nodes") - more.around, handlers: metric("JSEventListeners"), ...more };
  };
  // What is about to be collected is not kept: the least of some rounds, with a frame of the browser between them. The panel's own time
  // stands meanwhile, so nothing that the page holds goes away.
  const measure = async () => {
    const rounds = [];
    const moving = () => Math.min(...rounds.map((round) => round.moving));
    while (rounds.length < COLLECTIONS || (rounds.length < MOST_COLLECTIONS && moving() > MAX_MOVING_NODES)) {
      await page.evaluate(() => new Promise((done) => requestAnimationFrame(done)));
      rounds.push(await once());
    }
    return { ...rounds.at(-1), moving: moving(), rounds: rounds.length };
  };

  const samples = [];
  let asked = 0;
  let broken = 0;
  for (let chunk = 1; now - NOW < hours * HOUR; chunk += 1) {
    const isFirstHour = now - NOW < HOUR;
    if (isFirstHour) most(feed, now, `dau-${chunk}`);
    else edit(feed, roll, now);
    if (broken > 0) {
      broken -= 1;
      if (!broken) proxy.faults.set(`${feed.folder}/`, undo);
    } else if (chunk === OUTAGE_AT) {
      proxy.faults.set(`${feed.folder}/`, "cut");
      broken = 2;
    } else if (!isFirstHour && roll() < 0.15) {
      proxy.faults.set(`${feed.folder}/`, FAULTS[Math.floor(roll() * FAULTS.length)]);
      // Now and then for hours.
      broken = roll() < 0.1 ? 18 : 1 + Math.floor(roll() * 2);
    }
    await go(CHUNK);
    const shown = await picture(page);
    assert.ok(shown && (shown.light === "dark" || shown.text.trim()), `blank after ${(now - NOW) / HOUR} h`);
    if (chunk % 3 === 0) {
      for (let tries = 0; tries < 600 && (await picture(page)).kind !== "clock"; tries += 1) await go(5000);
      const sample = await measure();
      samples.push(sample);
      say(JSON.stringify(sample));
    }
  }
  asked = proxy.counts.get(`${feed.folder}/cchc.json`);
  return { samples, asked, wrong, page };
}

/** Holds the first part after the warm-up against the last. */
export function grewNothing(t, { samples, asked }, hours) {
  const warm = samples.filter(({ hour }) => hour >= 1);
  const part = Math.max(1, Math.floor(warm.length / 3));
  const [first, last] = [warm.slice(0, part), warm.slice(-part)];
  const most = (part, name) => Math.max(...part.map((sample) => sample[name]));
  const least = (part, name) => Math.min(...part.map((sample) => sample[name]));
  const days = Math.max(1, (last[0].hour - first[0].hour) / 24);
  for (const name of ["heap", "around", "moving", "handlers", "timers", "wasmPages", "stored"]) {
    t.diagnostic(`${name}: ${least(first, name)} to ${most(first, name)}, at the end ${least(last, name)} to ${most(last, name)}`);
  }
  t.diagnostic(`${hours} h, ${asked} refreshes`);
  assert.equal(most(last, "wasmPages"), first[0].wasmPages, "pages of WebAssembly memory");
  assert.ok(least(last, "timers") <= most(first, "timers"), "timers");
  assert.ok(least(last, "handlers") <= most(first, "handlers"), "handlers");
  assert.ok(most(last, "around") <= most(first, "around"), "nodes of the picture");
  assert.ok(most(warm, "moving") <= MAX_MOVING_NODES, "nodes of headlines, or in no document");
  const grown = (least(last, "heap") - least(first, "heap")) / days;
  assert.ok(grown <= 1_000_000, `heap grew by ${Math.round(grown)} bytes a day`);
}
