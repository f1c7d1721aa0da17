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
const early = new Map(); // URL -> promise of a Response asked for before the WebAssembly could
let restarts = 0;
let attempt = 0;
let retry = 0;
let nearby = null;
let languages = null;
let giveUp = null; // aborts what was asked for early when the last element goes

const kinds = Object.keys(manifest.tags);
const soon = (task) => Promise.resolve().then(task);

// Chromium before 74 (it has no Intl.Locale) dies of reading an answer whose hash it checked: see check.js.
function get(url, options) {
  if (Intl.Locale || !options.integrity) return fetch(url, options);
  return importFile(manifest.aside).then((aside) => aside.check(url, options));
}

function fetchFile([file, integrity]) {
  return get(new URL(file, base).href, { integrity }).then((answer) => {
    if (!answer.ok) throw new Error(`${answer.status} ${file}`);
    return answer;
  });
}

// Streaming wants the right media type, and some web views refuse it even then: bytes always serve.
function compile(file) {
  const bytes = () => fetchFile(file).then((answer) => answer.arrayBuffer()).then((b) => WebAssembly.compile(b));
  return WebAssembly.compileStreaming ? WebAssembly.compileStreaming(fetchFile(file)).catch(bytes) : bytes();
}

// `import()` cannot carry a hash; a module preload can, and puts the checked module where import finds it. A preload of
// the page's own does not serve: where its hash is wrong, import would fetch the file once more and run it.
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

// Whatever is thrown out of the WebAssembly, trap or not, leaves it half borrowed: that instance is given up. All ways
// into it lead through here, so a trap is known as ours in every engine, wherever it happens.
function guard(instance, exports) {
  const safe = {};
  Object.keys(exports).forEach((name) => {
    const call = exports[name];
    safe[name] = typeof call !== "function" ? call : (...words) => {
      if (instance.gone) return 0;
      try {
        return call(...words);
      } catch (error) {
        if (instance.dead) return 0; // on its way out
        trapped(instance, error);
        throw error;
      }
    };
  });
  return safe;
}

function start(name) {
  const { js, wasm } = manifest.bundles[name];
  const code = compile(wasm);
  code.catch(() => {}); // handled below, once the glue is there
  return importFile(js).then((glue) => code.then((module) => {
    const instance = { glue, importFile, sheets: new WeakMap() };
    instance.app = glue.default((exports) => guard(instance, exports));
    return instance.app({ module_or_path: module }).then(() => instance);
  }));
}

// Bundle and files of an element: those of its mode where that has its own, else those of its tag.
function kindOf(element) {
  const tag = manifest.tags[element.localName];
  const mode = (element.getAttribute("mode") || "").trim();
  return (tag.modes || []).find((one) => one.mode === mode) || tag;
}

// One kind of tag on the page: its own bundle. More kinds: the one with all, which costs less than two singles, but for
// those that stay alone. What the page preloads is what it means, because elements come alive while the rest of the page
// is still to be read.
function bundleFor(element) {
  const own = kindOf(element).bundle;
  const here = (kind) => !manifest.tags[kind].alone && document.querySelector(kind);
  if (manifest.tags[element.localName].alone) return own;
  if (loading.all || (!loading[own] && (preloads("all") || kinds.filter(here).length > 1))) return "all";
  return own;
}

function preloads(name) {
  return document.querySelector(`link[rel=modulepreload][href$="/${manifest.bundles[name].js[0]}"]`);
}

function ask(url, integrity) {
  if (!early.has(url)) {
    const answer = get(url, { integrity, signal: giveUp.signal });
    answer.catch(() => {});
    early.set(url, answer);
  }
  return early.get(url);
}

// An address that is none means the home feed; the element says so in the console.
function feedOf(element) {
  try {
    return new URL((element.getAttribute("feed") || "").trim() || homeFeed, element.baseURI).href;
  } catch (error) {
    return homeFeed;
  }
}

// The discovery file and the files that it names travel while the WebAssembly still compiles.
function askFeed(element) {
  const feed = feedOf(element);
  if (early.has(feed)) return;
  const wanted = kindOf(element).files;
  ask(feed)
    .then((answer) => (answer.ok ? answer.clone().json() : { feeds: [] }))
    .then(({ feeds }) => feeds.forEach((file) => {
      if (wanted.indexOf(file.name) >= 0) ask(new URL(file.url, feed).href, file.integrity);
    }))
    .catch(() => {});
}

// The answer that was asked for early, once; else another.
function take(url, integrity, cache, signal) {
  const answer = early.get(url);
  const anew = () => get(url, { integrity, signal, cache });
  if (!answer) return anew();
  early.set(url, undefined);
  return answer.catch(anew);
}

// A sheet belongs to one kind of tag and to one document; an element may be carried into another.
function paint({ glue, sheets }, root) {
  const page = root.ownerDocument;
  const tag = root.host.localName;
  const Sheet = page.defaultView && page.defaultView.CSSStyleSheet;
  if (Sheet && "replaceSync" in Sheet.prototype && "adoptedStyleSheets" in root) {
    if (!sheets.has(page)) sheets.set(page, {});
    const known = sheets.get(page);
    if (!known[tag]) {
      known[tag] = new Sheet();
      known[tag].replaceSync(glue.css[tag]);
    }
    root.adoptedStyleSheets = [known[tag]];
  } else if (!root.querySelector("style")) {
    const style = document.createElement("style");
    style.textContent = glue.css[tag];
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
  const kind = kindOf(element);
  const name = bundleFor(element);
  if (!loading[name]) loading[name] = start(name);
  const now = loading[name];
  now.then((instance) => {
    element.waiting = false;
    if (!element.isConnected || element.mounted !== undefined) return;
    // Another element's trap took this instance along, or the element is to be something else by now.
    if (loading[name] !== now || kindOf(element) !== kind) return mount(element);
    restore(element);
    shade(element);
    paint(instance, element.shadowRoot);
    element.instance = instance;
    element.serves = kind;
    try {
      element.mounted = instance.app.mount(element.localName, element, element.shadowRoot, take, homeFeed);
    } catch (error) {
      // A trap, which has been seen to.
    }
  }).catch((error) => {
    element.waiting = false;
    if (loading[name] === now) loading[name] = undefined;
    fail(element, "bundle", error);
    // The page's policy forbids WebAssembly (each engine has words of its own): no try later mends that. A frame from the
    // script's host is under a policy of its own; where the page forbids frames too, the fallback stays.
    if (/CSP|unsafe-eval|Content Sec|embedder/.test(error.message)) {
      return importFile(manifest.aside).then(({ show }) => show(element, base, feedOf(element))).catch(() => {});
    }
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

function unmount(element) {
  if (nearby) nearby.unobserve(element);
  live.delete(element);
  if (element.mounted !== undefined) leave(element);
  if (!live.size) rest();
}

// Puts the fallbacks back, and mounts everything in a fresh instance.
function trapped(instance, error) {
  if (instance.dead) return;
  instance.dead = true;
  restarts += 1;
  Object.keys(loading).forEach((name) => (loading[name] = undefined));
  early.clear();
  live.forEach((element) => {
    if (element.instance !== instance) return;
    leave(element);
    fail(element, "trap", error);
    element.given = restarts > MAX_RESTARTS;
    if (!element.given) soon(() => element.isConnected && mount(element));
  });
  // Its timers and listeners go with what still waits in its queue.
  soon(() => soon(() => (instance.gone = true)));
}

function leave(element) {
  try {
    element.instance.app.unmount(element.mounted);
  } catch (error) {
    // A trap, which has been seen to.
  }
  element.instance = undefined;
  restore(element);
}

// An address that leads to something inside a kind of element begins with its tag: then the reader waits for it.
function near(element) {
  if (!nearby || element.hasAttribute("eager") || location.hash.indexOf(`#${element.localName}`) === 0) mount(element);
  else nearby.observe(element);
}

// Listeners and observers exist only while an element of ours does.
function wake() {
  giveUp = new AbortController();
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
    if (kindOf(element) !== element.serves) {
      // Another mode, another bundle.
      leave(element);
      return mount(element);
    }
    shade(element);
    try {
      element.instance.app.update(element.mounted);
    } catch (error) {
      // A trap, which has been seen to.
    }
  });
}

// Each attribute is a property too: `max-age` is `maxAge`. In the manifest, `?` marks those that are there or not. What all
// elements of a page have, such as `lang`, stays as it is.
function properties({ prototype }, mark) {
  const name = mark.replace("?", "");
  const key = name.replace(/-(.)/g, (_, letter) => letter.toUpperCase());
  if (key in prototype) return "";
  Object.defineProperty(prototype, key, {
    configurable: true,
    enumerable: true,
    get() {
      return mark === name ? this.getAttribute(name) : this.hasAttribute(name);
    },
    set(value) {
      if (value === false || value === null || value === undefined) this.removeAttribute(name);
      else this.setAttribute(name, value === true ? "" : value);
    },
  });
  return key;
}

function define(tag) {
  // A second copy of the script, or another version: the first one serves.
  if (customElements.get(tag)) return false;
  const marked = manifest.tags[tag].attributes;
  const type = class extends HTMLElement {
    static get observedAttributes() {
      return marked.map((mark) => mark.replace("?", ""));
    }
    connectedCallback() {
      if (!live.size) wake();
      if (live.has(this)) return; // moved: never unmounted
      live.add(this);
      // What was set before the script came hides the property.
      Object.keys(this).forEach((key) => {
        if (keys.indexOf(key) < 0) return;
        const value = this[key];
        delete this[key];
        this[key] = value;
      });
      if (!this.shadowRoot) this.attachShadow({ mode: "open" }).append(document.createElement("slot"));
      near(this);
    }
    disconnectedCallback() {
      soon(() => this.isConnected || (live.has(this) && unmount(this)));
    }
    attributeChangedCallback() {
      changed(this);
    }
    adoptedCallback() {
      if (this.instance) paint(this.instance, this.shadowRoot);
    }
  };
  const keys = marked.map((mark) => properties(type, mark));
  customElements.define(tag, type);
  return true;
}

// A bundle that the page preloads travels anyway: it is compiled before the first element is near.
if (kinds.filter(define).length) {
  Object.keys(manifest.bundles).forEach((name) => {
    if (loading[name] || !preloads(name)) return;
    loading[name] = start(name);
    loading[name].catch(() => {}); // told by the first element that wants it
  });
}
