// The service worker of the screen's page: gives the page and its code from the build that was fetched whole, so that a
// panel starts without network; and takes a new build back that does not say within a minute and a quarter that it is well.
//
// It is the one part that no build replaces, so it is small and knows nothing of builds but their names. Feed files go past it:
// the widget keeps its own copies and says how old they are.
const STORE = "cchc-screen";
const PAGE = "screen.html";
const MAX_STARTS = 3;
const TRIAL_MS = 75000;
const MAX_BAD = 8;

const at = (file) => new URL(file, self.location.href).href;
const stateAt = at("screen-state");

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || url.origin !== self.location.origin) return;
  if (url.href === at("screen-build.json") || url.pathname.includes("/feed/")) return;
  // The page asks past the stored build: for the files of a new one, and whether the server is there at all.
  if (request.mode !== "navigate" && (request.cache === "reload" || request.cache === "no-store")) return;
  event.respondWith(answer(event));
});

async function read() {
  const store = await caches.open(STORE);
  const kept = await store.match(stateAt);
  return kept ? kept.json() : {};
}

async function write(state) {
  const store = await caches.open(STORE);
  // Without room for a note the panel starts all the same.
  await store.put(stateAt, new Response(JSON.stringify(state))).catch(() => {});
}

async function answer(event) {
  const { request } = event;
  try {
    let state = await read();
    const isPage = request.mode === "navigate";
    if (isPage && state.before) state = await tried(event, state);
    const cache = await caches.open(`${STORE}:${state.build}`);
    const kept = await cache.match(isPage ? at(PAGE) : request.url, { ignoreVary: true });
    if (kept) return kept;
  } catch (error) {
    // A store that is gone or full must not keep the page from the network.
  }
  // The page checks what it gets. A hash that is checked here too would end the worker in Chromium before 74.
  return request.mode === "navigate" ? fetch(request) : fetch(request, { integrity: "" });
}

async function tried(event, state) {
  state.starts += 1;
  const cache = await caches.open(`${STORE}:${state.build}`);
  if (state.starts > MAX_STARTS || !(await cache.match(at(PAGE)))) return back(state);
  await write(state);
  event.waitUntil(judge(state.build));
  return state;
}

async function back({ build, before, bad = [] }) {
  const state = { build: before, before: "", starts: 0, bad: bad.concat(build).slice(-MAX_BAD) };
  await write(state);
  return state;
}

async function judge(build) {
  await new Promise((done) => setTimeout(done, TRIAL_MS));
  const state = await read();
  if (state.build !== build || !state.before) return;
  await back(state);
  const pages = await self.clients.matchAll();
  await Promise.all(pages.map((page) => page.navigate(page.url)));
}
