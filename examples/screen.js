// The page around <cchc-screen>: keeps whole builds for starts without network, swaps them when the widget says so, keeps the
// panel awake, and mounts the widget anew when it stands still.
//
// Written as engines of 2018 read it. What must survive any build is in screen-worker.js.
const STORE = "cchc-screen";
const stateAt = new URL("screen-state", location.href).href;
const build = document.querySelector('meta[name="cchc-build"]').content;
const hasStore = "caches" in window && "serviceWorker" in navigator;
const find = () => document.querySelector("cchc-screen");
const wait = (ms) => new Promise((done) => setTimeout(done, ms));

async function read() {
  const store = await caches.open(STORE);
  const kept = await store.match(stateAt);
  return kept ? kept.json() : {};
}

async function write(state) {
  const store = await caches.open(STORE);
  await store.put(stateAt, new Response(JSON.stringify(state)));
}

const newest = () => fetch("screen-build.json", { cache: "no-cache" }).then((answer) => {
  if (!answer.ok) throw new Error(`${answer.status} screen-build.json`);
  return answer.json();
});

// Every file with its hash: a build is whole or it is none.
async function fill(list) {
  if (!hasStore) return;
  const cache = await caches.open(`${STORE}:${list.build}`);
  for (const [file, integrity] of list.files) {
    const url = new URL(file, location.href).href;
    if (await cache.match(url, { ignoreVary: true })) continue;
    const got = await fetch(url, { integrity }).catch(() => fetch(url, { integrity, cache: "reload" }));
    if (!got.ok) throw new Error(`${got.status} ${file}`);
    await cache.put(url, got);
  }
}

async function sweep(kept) {
  for (const name of await caches.keys()) {
    if (name.startsWith(`${STORE}:`) && name !== `${STORE}:${kept}`) await caches.delete(name);
  }
}

// Never while offline: a page that cannot be had ends on an error that nobody can close.
async function reload() {
  const there = await fetch(location.href, { cache: "no-store" }).then((answer) => answer.ok, () => false);
  if (there) location.reload();
}

const acts = {
  async fetch(wanted) {
    let isWhole = false;
    try {
      const list = await newest();
      await fill(list);
      isWhole = list.build === wanted;
    } catch (error) {
      console.info(`cchc screen-build: ${error.message}`);
    }
    find().setAttribute("fetched", isWhole ? wanted : `!${wanted}`);
  },
  async swap(wanted) {
    if (!hasStore || !navigator.serviceWorker.controller) return reload();
    const { bad = [] } = await read();
    await write({ build: wanted, before: build, starts: 0, bad });
    return location.reload();
  },
  async back(wanted) {
    if (!hasStore) return;
    const { bad = [] } = await read();
    await write({ build: wanted, before: "", starts: 0, bad: bad.concat(build).slice(-8) });
    location.reload();
  },
  async kept() {
    const { bad = [] } = await read();
    await write({ build, before: "", starts: 0, bad });
    await sweep(build);
  },
};

addEventListener("cchc-screen-update", ({ detail }) => {
  acts[detail.act](detail.build).catch((error) => console.info(`cchc screen-${detail.act}: ${error.message}`));
});

// The widget must know what runs, and what became of the builds before.
async function tell() {
  const { before = "", starts = 1, bad = [] } = hasStore ? await read().catch(() => ({})) : {};
  const lines = [before ? build : "", before, Math.max(starts - 1, 0)].concat(bad);
  find().setAttribute("saved", lines.join("\n"));
  find().setAttribute("build", build);
}

async function look() {
  const list = await newest();
  find().setAttribute("newest", list.build);
  return list;
}

// After the first good picture, so that nothing competes with it.
async function settle() {
  await wait(5000);
  const list = await look().catch(() => null);
  if (!hasStore || !list) return;
  const state = await read();
  if (!state.build && list.build === build) {
    await fill(list);
    await write({ build, before: "", starts: 0, bad: [] });
  }
  await navigator.serviceWorker.register("screen-worker.js", { scope: "screen.html" });
}

const SETTLE_AGAIN_MS = 240000 + Math.random() * 120000;
addEventListener("cchc-ready", () => settle().catch((error) => console.info(`cchc screen-store: ${error.message}`)), { once: true });
setInterval(() => settle().catch(() => {}), SETTLE_AGAIN_MS);
tell();

// The watchdog: the widget beats once a second.
const STUCK_BEATS = 4;
const WELL_BEATS = 60;
const SLOW_BEATS = 30;
const MAX_REMOUNTS = 3;
const RELOAD_EVERY_MS = 600000;
const NOTE = "cchc-screen-reloaded";
let last = null;
let still = 0;
let lived = 0;
let remounts = 0;

function remount() {
  const fresh = find().cloneNode(true);
  fresh.removeAttribute("data-beat");
  find().replaceWith(fresh);
  last = null;
  still = lived = 0;
  remounts += 1;
}

setInterval(() => {
  const beat = find().getAttribute("data-beat");
  if (beat !== last) {
    last = beat;
    still = 0;
    lived += 1;
    if (lived >= WELL_BEATS) remounts = 0;
    return;
  }
  still += 1;
  // Before the first beat the loader tries by itself, and the network may be slow.
  if (still < (beat === null ? SLOW_BEATS : STUCK_BEATS)) return;
  if (remounts < MAX_REMOUNTS) return void remount();
  if (still < SLOW_BEATS) return;
  const passed = Date.now() - Number(sessionStorage.getItem(NOTE) || 0);
  if (navigator.onLine && (passed > RELOAD_EVERY_MS || passed < 0)) {
    sessionStorage.setItem(NOTE, Date.now());
    reload();
  }
  remount();
}, 1000);

// A sign of life for `cchc screens`, where the sheet of screens asks for it: of the panel, never of anybody before it. It fails in silence.
const SIGN_EVERY_MS = 300000;
const SIGN_AT_MOST_MS = 3600000;
const screenId = find().getAttribute("screen") || new URL(location.href).searchParams.get("s");
let alive = null;
let traps = 0;
let signWait = 0;

addEventListener("cchc-error", ({ detail }) => (traps += detail.code === "trap"));
addEventListener("cchc-screen-alive", ({ detail }) => {
  alive = detail;
  if (!signWait) later((signWait = SIGN_EVERY_MS), slot(screenId));
});

// Panels that are switched on together have each their own share of the time.
function slot(id) {
  let hash = 0x811c9dc5;
  for (const letter of id) hash = Math.imul(hash ^ letter.codePointAt(0), 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) / 4294967296;
}

const later = (ms, share) => setTimeout(sign, ms * share);

async function sign() {
  const isTaken = !alive || (await send(alive).catch(() => false));
  alive = null;
  signWait = isTaken ? SIGN_EVERY_MS : Math.min(signWait * 2, SIGN_AT_MOST_MS);
  later(signWait, isTaken ? 1 : 0.5 + Math.random() / 2);
}

async function send({ age_s, skew_ms }) {
  const [name = "", version = ""] = (/(Chrome|Firefox|Version)\/\d+/.exec(navigator.userAgent) || [""])[0].split("/");
  const words = {
    screen: screenId,
    build,
    feed_age_s: Number(age_s),
    skew_ms: Number(skew_ms),
    memory_bytes: performance.memory ? performance.memory.usedJSHeapSize : null,
    fps: await frames(),
    engine: `${{ Chrome: "Chromium", Version: "WebKit" }[name] || name} ${version}`,
    traps,
  };
  // As text, so that no browser asks first. A hub elsewhere is named on the element.
  const url = new URL(find().getAttribute("data-hub") || "../api/v1/screens/heartbeat", location.href);
  const answer = await fetch(url, { method: "POST", body: JSON.stringify(words), credentials: "omit" });
  return answer.ok;
}

// Pictures in a second; a page out of sight draws none.
async function frames() {
  let count = 0;
  let isOver = false;
  const draw = () => {
    count += 1;
    if (!isOver) requestAnimationFrame(draw);
  };
  requestAnimationFrame(draw);
  await wait(1000);
  isOver = true;
  return count;
}

// Panels that sleep by themselves.
function stay() {
  if (document.visibilityState === "visible" && "wakeLock" in navigator) navigator.wakeLock.request("screen").catch(() => {});
}
document.addEventListener("visibilitychange", stay);
stay();
