// Signs of life: every five minutes or so the page tells the hub how this panel is, where screens.json says so of its screen
// (`heartbeat`). Nothing of who looks at it, and nothing that could tell one browser from another of its kind.
//
// Written as engines of 2018 read it. Whatever fails is tried again later, and later each time; the picture knows nothing of it.
const EVERY_MS = 300000;
const MOST_MS = 7200000;
const LOOK_MS = 10000;
const meta = (name) => document.querySelector(`meta[name="${name}"]`).content;
const find = () => document.querySelector("cchc-screen");
const wait = (ms) => new Promise((done) => setTimeout(done, ms));
const feed = () => new URL(find().getAttribute("feed") || meta("cchc-feed"), location.href).href;
const id = () => find().getAttribute("screen") || new URLSearchParams(location.search).get("s");

let traps = 0;
addEventListener("cchc-error", ({ detail }) => {
  if (detail.code === "trap") traps += 1;
});

// When the files were last known to be current, by the clock that is never set.
let current = null;
setInterval(() => {
  if (find().getAttribute("data-state") === "ready") current = performance.now();
}, LOOK_MS);

// The widget's own copy, so that a screen that tells nothing asks nothing either.
function copy() {
  try {
    const fields = (localStorage.getItem(`cchc:2:${feed()}`) || "").split("\u001e");
    for (let at = 0; at + 2 < fields.length; at += 3) if (fields[at] === "screens") return JSON.parse(fields[at + 2]);
  } catch (error) {
    // A store that is forbidden.
  }
  return null;
}

async function isWanted() {
  const file = copy() || (await (await fetch(new URL("screens.json", feed()).href)).json());
  return file.screens.some((screen) => screen.id === id() && screen.heartbeat === true);
}

async function frames() {
  let count = 0;
  let next;
  const step = () => {
    count += 1;
    next = requestAnimationFrame(step);
  };
  step();
  await wait(1000);
  cancelAnimationFrame(next);
  return count - 1;
}

function engine() {
  const words = navigator.userAgent;
  const [, name, version] = /(Chrome)\/(\d+)/.exec(words) || /(Firefox|Version)\/(\d+)/.exec(words) || [];
  return name ? `${{ Chrome: "Chromium", Version: "WebKit" }[name] || name} ${version}` : "";
}

// The server's clock, from its last answer: whole seconds, so less than two are none.
let skew = null;
function learn(sent, date) {
  const apart = Math.round((sent + Date.now()) / 2 - Date.parse(date) - 500);
  if (!Number.isNaN(apart)) skew = Math.abs(apart) < 2000 ? 0 : apart;
}

async function tell() {
  const sign = {
    screen: id(),
    build: meta("cchc-build"),
    feed_age_s: current === null ? null : Math.round((performance.now() - current) / 1000),
    skew_ms: skew,
    memory_bytes: performance.memory ? performance.memory.usedJSHeapSize : null,
    fps: await frames(),
    engine: engine(),
    traps,
  };
  const sent = Date.now();
  const hub = new URL(find().getAttribute("data-hub") || feed(), location.href).origin;
  // As text, so that no browser asks first whether it may.
  const answer = await fetch(`${hub}/api/v1/screens/heartbeat`, { method: "POST", body: JSON.stringify(sign), credentials: "omit", cache: "no-store" });
  learn(sent, answer.headers.get("date"));
  if (!answer.ok) throw Object.assign(new Error(answer.status), { least: Number(answer.headers.get("retry-after")) * 1000 });
}

async function live() {
  let failures = 0;
  let least = 0;
  // The first within five minutes of the start, then four to six minutes apart: panels that got power together soon part.
  let part = Math.random();
  for (;;) {
    const bound = Math.min(EVERY_MS * Math.pow(2, failures), MOST_MS);
    await wait(Math.max(bound * part, least));
    part = 0.8 + 0.4 * Math.random();
    try {
      if (id() && (await isWanted())) await tell();
      failures = least = 0;
    } catch (error) {
      failures = Math.min(failures + 1, 5);
      least = Math.min(error.least || 0, MOST_MS);
    }
  }
}
live();
