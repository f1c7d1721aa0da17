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

// What answers may be no server of ours: a build is one that has a name, and this page.
async function newest() {
  const answer = await fetch("screen-build.json", { cache: "no-cache" });
  const list = answer.ok ? await answer.json() : null;
  if (!list || typeof list.build !== "string" || !list.files.some(([file]) => file === "screen.html")) throw new Error(`${answer.status} screen-build.json`);
  return list;
}

// Checked here and not by the engine: Chromium before 74 dies of keeping an answer that it checked itself. Where there is a store,
// there are digests.
async function checked(url, integrity, cache) {
  const got = await fetch(url, { cache });
  if (!got.ok) throw new Error(`${got.status} ${url}`);
  const hash = await crypto.subtle.digest(`SHA-${integrity.slice(3, 6)}`, await got.clone().arrayBuffer());
  if (btoa(String.fromCharCode(...new Uint8Array(hash))) !== integrity.slice(7)) throw new Error(`refused ${url}`);
  return got;
}

// Every file with its hash: a build is whole or it is none.
async function fill(list) {
  if (!hasStore) return;
  const cache = await caches.open(`${STORE}:${list.build}`);
  const files = find().hasAttribute("data-touch") ? list.files.concat(list.touch) : list.files;
  for (const [file, integrity] of files) {
    const url = new URL(file, location.href).href;
    if (await cache.match(url, { ignoreVary: true })) continue;
    const got = await checked(url, integrity, "default").catch(() => checked(url, integrity, "reload"));
    await cache.put(url, got);
  }
}

async function sweep(kept) {
  for (const name of await caches.keys()) {
    if (name.startsWith(`${STORE}:`) && name !== `${STORE}:${kept}`) await caches.delete(name);
  }
}

// Never while offline: a page that cannot be had ends on an error that nobody can close, and that of a network which asks to sign
// in is no better.
async function reload() {
  if (isUsed()) return;
  const answer = await fetch(location.href, { cache: "no-store" });
  if (answer.ok && (await answer.text()).includes('name="cchc-build"')) location.reload();
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
  const { before, bad = [], ...state } = await read();
  // Again and again: what was stored may have been wiped, as a whole or in part.
  if (!before && list.build === build && !bad.includes(build)) {
    await fill(list);
    if (state.build !== build) await write({ build, before: "", starts: 0, bad });
  }
  await navigator.serviceWorker.register("screen-worker.js", { scope: "screen.html" });
}

const SETTLE_AGAIN_MS = 240000 + Math.random() * 120000;
addEventListener("cchc-ready", () => settle().catch((error) => console.info(`cchc screen-store: ${error.message}`)), { once: true });
setInterval(() => settle().catch(() => {}), SETTLE_AGAIN_MS);
tell();

// Whoever is at a kiosk is not interrupted, not even by a mount anew; but one who left is forgotten, also where the widget that
// should have done so stands still.
const LEFT_MS = 60000;
let touched = -LEFT_MS;
["pointerdown", "touchstart", "keydown", "input"].forEach((name) => addEventListener(name, () => {
  touched = performance.now();
}, { capture: true, passive: true }));
const isUsed = () => find().hasAttribute("data-busy") && performance.now() - touched < LEFT_MS;

// The watchdog: the widget beats once a second.
const STUCK_BEATS = 4;
const WELL_BEATS = 60;
const SLOW_BEATS = 30;
const MAX_REMOUNTS = 3;
const RELOAD_EVERY_MS = 600000;
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
  if (isUsed()) return;
  still += 1;
  // Before the first beat the loader tries by itself, and the network may be slow.
  if (still < (beat === null ? SLOW_BEATS : STUCK_BEATS)) return;
  if (remounts < MAX_REMOUNTS) return void remount();
  if (still < SLOW_BEATS) return;
  // Noted where a reload keeps it, and no store that is full or forbidden is needed.
  const passed = Date.now() - Number((history.state || {}).reloaded || 0);
  if (navigator.onLine && (passed > RELOAD_EVERY_MS || passed < 0)) {
    history.replaceState({ reloaded: Date.now() }, "");
    reload().catch(() => {});
  }
  remount();
}, 1000);

// Panels that sleep by themselves.
function stay() {
  if (document.visibilityState === "visible" && "wakeLock" in navigator) navigator.wakeLock.request("screen").catch(() => {});
}
document.addEventListener("visibilitychange", stay);
stay();
