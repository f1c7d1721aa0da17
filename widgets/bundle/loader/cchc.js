// The loader: defines the elements, fetches what a page needs, and keeps the fallback in sight.
//
// It is the only script that a page names. Its own integrity covers the manifest below, and the manifest covers
// glue and WebAssembly, so one hash in the page reaches all code. Everything is fetched side by side: code by
// kind of tag, the discovery file, and the feed files which that names. Nothing here touches innerHTML.
const manifest = __CCHC_MANIFEST__;
const base = new URL(manifest.base, import.meta.url);
const homeFeed = new URL(manifest.feed, base).href;
const RETRY_MS = 20000; // below the 30 s in which a page without `online` events must be back
const MAX_RESTARTS = 3; // after a trap; a page that keeps trapping keeps its fallbacks

const live = new Set(); // connected elements
const loading = {}; // bundle name -> promise of a running instance
const sheets = {}; // bundle name -> CSSStyleSheet shared by all elements
const early = new Map(); // URL -> promise of a Response asked for before the WebAssembly could
let restarts = 0;
let attempt = 0;
let retry = 0;
let nearby = null;
let languages = null;
let giveUp = null; // aborts what was asked for early when the last element goes

const kinds = Object.keys(manifest.tags);
const soon = (task) => Promise.resolve().then(task);

function fetchFile([file, integrity]) {
  return fetch(new URL(file, base).href, { integrity }).then((answer) => {
    if (!answer.ok) throw new Error(`${answer.status} ${file}`);
    return answer;
  });
}

// Streaming wants the right media type, and some web views refuse it even then: bytes always serve.
function compile(file) {
  const bytes = () => fetchFile(file).then((answer) => answer.arrayBuffer()).then((b) => WebAssembly.compile(b));
  return WebAssembly.compileStreaming ? WebAssembly.compileStreaming(fetchFile(file)).catch(bytes) : bytes();
}

// `import()` cannot carry a hash; a module preload can, and puts the checked module where import finds it.
function importFile([file, integrity]) {
  // A failed module stays failed under its URL; a fragment makes a new entry of the same file.
  const href = new URL(file, base).href + (attempt ? `#${attempt}` : "");
  const link = document.createElement("link");
  if (!link.relList || !link.relList.supports("modulepreload")) return import(href);
  return new Promise((done, refused) => {
    link.onload = done;
    link.onerror = () => refused(new Error(`refused ${file}`));
    link.rel = "modulepreload";
    link.crossOrigin = "anonymous";
    link.integrity = integrity;
    link.href = href;
    document.head.append(link);
  }).finally(() => link.remove()).then(() => import(href));
}

function start(name) {
  const { js, wasm } = manifest.bundles[name];
  const code = compile(wasm);
  code.catch(() => {}); // handled below, once the glue is there
  return importFile(js).then((glue) => code.then((module) => {
    const instance = { module, glue, app: glue.default() };
    return instance.app({ module_or_path: module }).then(() => instance);
  }));
}

// One kind of tag on the page: its own bundle. More kinds: the one with all, which costs less than two singles.
function bundleFor(tag) {
  const own = manifest.tags[tag].bundle;
  if (loading[own] || !manifest.bundles.all) return own;
  return kinds.filter((kind) => document.querySelector(kind)).length > 1 ? "all" : own;
}

function ask(url, integrity) {
  if (!early.has(url)) {
    const answer = fetch(url, { integrity, signal: giveUp.signal });
    answer.catch(() => {});
    early.set(url, answer);
  }
  return early.get(url);
}

// The discovery file and the files that it names travel while the WebAssembly still compiles.
function askFeed(element) {
  const feed = new URL(element.getAttribute("feed") || homeFeed, document.baseURI).href;
  if (early.has(feed)) return;
  const wanted = manifest.tags[element.localName].files;
  ask(feed)
    .then((answer) => (answer.ok ? answer.clone().json() : { feeds: [] }))
    .then(({ feeds }) => feeds.forEach((file) => {
      if (wanted.indexOf(file.name) >= 0) ask(new URL(file.url, feed).href, file.integrity);
    }))
    .catch(() => {});
}

function take(url) {
  const answer = early.get(url);
  if (answer) early.set(url, undefined);
  return answer;
}

function paint(name, { glue }, root) {
  if ("replaceSync" in CSSStyleSheet.prototype && "adoptedStyleSheets" in root) {
    if (!sheets[name]) (sheets[name] = new CSSStyleSheet()).replaceSync(glue.css);
    root.adoptedStyleSheets = [sheets[name]];
  } else {
    const style = document.createElement("style");
    style.textContent = glue.css;
    root.append(style);
  }
}

// Dark only where the page itself is or can be dark (CSS color-scheme): a dark box on a page that knows no dark would
// look broken. Engines that do not know the property stay light.
function shade(element) {
  element.setAttribute("data-scheme", getComputedStyle(element).colorScheme || "normal");
}

// Back to what the webmaster wrote inside the tag.
function restore(element) {
  const root = element.shadowRoot;
  while (root.lastChild) root.lastChild.remove();
  root.append(document.createElement("slot"));
  element.mounted = undefined;
}

function fail(element, code, error) {
  if (element.mounted === undefined) restore(element);
  console.warn(`cchc ${code}: ${error && error.message}`);
  element.dispatchEvent(new CustomEvent("cchc-error", { bubbles: true, composed: true, detail: { code } }));
}

function mount(element) {
  if (nearby) nearby.unobserve(element);
  if (element.mounted !== undefined || element.waiting) return;
  element.waiting = true;
  askFeed(element);
  const name = bundleFor(element.localName);
  if (!loading[name]) loading[name] = start(name);
  const now = loading[name];
  now.then((instance) => {
    element.waiting = false;
    if (!element.isConnected || element.mounted !== undefined || loading[name] !== now) return;
    restore(element);
    shade(element);
    paint(name, instance, element.shadowRoot);
    element.instance = instance;
    element.mounted = instance.app.mount(element.localName, element, element.shadowRoot, take, homeFeed);
  }).catch((error) => {
    element.waiting = false;
    if (error instanceof WebAssembly.RuntimeError) return trapped(error);
    if (loading[name] === now) loading[name] = undefined;
    fail(element, "bundle", error);
    if (!retry) retry = setTimeout(again, RETRY_MS * (0.5 + Math.random() / 2));
  });
}

function again() {
  clearTimeout(retry);
  retry = 0;
  attempt += 1;
  live.forEach((element) => {
    if (element.mounted === undefined && !element.waiting && !element.given) near(element);
  });
}

function guarded(element, call) {
  try {
    call(element.instance.app, element.mounted);
  } catch (error) {
    trapped(error);
  }
}

function unmount(element) {
  if (nearby) nearby.unobserve(element);
  live.delete(element);
  if (element.mounted !== undefined) {
    guarded(element, (app, handle) => app.unmount(handle));
    restore(element);
    element.instance = undefined;
  }
  if (!live.size) rest();
}

// A trap leaves the instance half borrowed: put the fallbacks back, and mount everything in a fresh one.
function trapped(error) {
  restarts += 1;
  Object.keys(loading).forEach((name) => (loading[name] = undefined));
  early.clear();
  live.forEach((element) => {
    const was = element.mounted !== undefined;
    element.mounted = element.instance = undefined;
    if (was) fail(element, "trap", error);
    element.given = restarts > MAX_RESTARTS;
    if (was && !element.given) soon(() => element.isConnected && mount(element));
  });
}

// Traps in event handlers and futures surface on the window only. Those of other people's modules are not ours: the
// stack has our address, or the name of our module where it was compiled from bytes. Old engines tell neither.
function onTrap(event) {
  const error = event.error || event.reason;
  if (!(error instanceof WebAssembly.RuntimeError)) return;
  const stack = String(error.stack);
  if ([base.href, "wasm/cchc"].some((ours) => stack.indexOf(ours) >= 0) || stack.indexOf("//") < 0) trapped(error);
}

function near(element) {
  if (!nearby || element.hasAttribute("eager")) mount(element);
  else nearby.observe(element);
}

// Listeners and observers exist only while an element of ours does.
function wake() {
  giveUp = new AbortController();
  addEventListener("error", onTrap);
  addEventListener("unhandledrejection", onTrap);
  addEventListener("online", again);
  if (window.IntersectionObserver) {
    nearby = new IntersectionObserver((seen) => seen.forEach((s) => s.isIntersecting && mount(s.target)), {
      rootMargin: "100% 0px",
    });
  }
  languages = new MutationObserver(() => live.forEach(changed));
  languages.observe(document, { subtree: true, attributes: true, attributeFilter: ["lang"] });
}

function rest() {
  removeEventListener("error", onTrap);
  removeEventListener("unhandledrejection", onTrap);
  removeEventListener("online", again);
  clearTimeout(retry);
  retry = 0;
  giveUp.abort();
  early.clear();
  if (nearby) nearby.disconnect();
  languages.disconnect();
  nearby = languages = null;
}

// Several attributes set in a row are one change.
function changed(element) {
  if (element.mounted === undefined || element.changing) return;
  element.changing = true;
  soon(() => {
    element.changing = false;
    if (element.mounted === undefined) return;
    shade(element);
    guarded(element, (app, handle) => app.update(handle));
  });
}

function define(tag) {
  // A second copy of the script, or another version: the first one serves.
  if (customElements.get(tag)) return;
  customElements.define(tag, class extends HTMLElement {
    static get observedAttributes() {
      return manifest.tags[tag].attributes;
    }
    connectedCallback() {
      if (!live.size) wake();
      if (live.has(this)) return; // moved: never unmounted
      live.add(this);
      if (!this.shadowRoot) this.attachShadow({ mode: "open" }).append(document.createElement("slot"));
      near(this);
    }
    disconnectedCallback() {
      soon(() => this.isConnected || (live.has(this) && unmount(this)));
    }
    attributeChangedCallback() {
      changed(this);
    }
  });
}

kinds.forEach(define);
