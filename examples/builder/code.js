// The code that a webmaster pastes, as text: script with preloads, tags with what stands inside, policy, frames.
//
// `site` is { host, version, manifest, registry }: the address of the toolkit without a slash at its end, and the two files
// that lie beside the bundle.

const escape = (text) => String(text).replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");

/** The widget of the registry with this name. */
export const widgetOf = ({ registry }, name) => registry.widgets.find((widget) => widget.name === name);

/** Where the files of this version lie; they never change. */
export const versioned = ({ host, version }) => `${host}/v1/${version}`;

/** What serves a widget, or one of its modes that has a bundle of its own, which stands after a dot: `feedback.track`. */
function served(site, word) {
  const [name, mode] = word.split(".");
  const widget = widgetOf(site, name);
  const own = (widget.modes || []).find((one) => one.mode === mode);
  return { alone: widget.alone, bundle: own ? own.bundle : widget.name, files: (own || widget).files };
}

/** The bundles that a page with these widgets loads: one, or the one with all, and those that stay alone. */
export function bundlesOf(site, names) {
  const all = names.map((name) => served(site, name));
  const shared = all.filter((one) => !one.alone);
  const alone = all.filter((one) => one.alone).map((one) => one.bundle);
  const first = shared.length > 1 ? ["all"] : shared.map((one) => one.bundle);
  return first.concat(alone);
}

/** For the head of the page. Pinned code has integrity and preloads; the newest is one line that follows what is published. */
export function head(site, names, isPinned) {
  if (!isPinned) return `<script type="module" async src="${escape(site.host)}/v1/cchc.js" crossorigin="anonymous"></script>`;
  const base = escape(versioned(site));
  const feed = `${escape(site.host)}/feed/v1/`;
  const { loader, bundles } = site.manifest;
  const lines = [`<script type="module" async src="${base}/${loader[0]}" integrity="${loader[1]}" crossorigin="anonymous"></script>`];
  for (const name of bundlesOf(site, names)) {
    const { js, wasm } = bundles[name];
    lines.push(`<link rel="modulepreload" href="${base}/${js[0]}" integrity="${js[1]}" crossorigin="anonymous">`);
    lines.push(`<link rel="preload" as="fetch" href="${base}/${wasm[0]}" crossorigin="anonymous">`);
  }
  const files = ["cchc"];
  for (const name of names) for (const file of served(site, name).files) if (files.indexOf(file) < 0) files.push(file);
  for (const file of files) {
    const ending = file.indexOf(".") < 0 ? ".json" : "";
    lines.push(`<link rel="preload" as="fetch" href="${feed}${file}${ending}" crossorigin="anonymous">`);
  }
  return lines.join("\n");
}

/** Attributes as written: those without a value, and those that say nothing new, are left out. */
function written(site, widget, options) {
  return widget.attributes
    .concat(site.registry.common)
    .filter(({ name }) => name in options && options[name] !== "" && options[name] !== false)
    .map((one) => ({ name: one.name, value: options[one.name] }))
    .filter(({ name, value }) => value === true || value !== defaultOf(site, widget, name));
}

function defaultOf(site, widget, name) {
  const { default: text } = widget.attributes.concat(site.registry.common).find((one) => one.name === name);
  return text;
}

/** The tag; `fallback` is text that is markup already. */
export function tag(site, name, options, fallback) {
  const widget = widgetOf(site, name);
  const words = written(site, widget, options).map(({ name, value }) => (value === true ? ` ${name}` : ` ${name}="${escape(value)}"`));
  const lines = fallback.split("\n").map((line) => `  ${line}`);
  return `<${widget.tag}${words.join("")}>\n${lines.join("\n")}\n</${widget.tag}>`;
}

/** Address of the page that a frame shows. */
export function frameAddress(site, name, options, isPinned) {
  const widget = widgetOf(site, name);
  const query = [["widget", name]].concat(written(site, widget, options).map(({ name, value }) => [name, value === true ? "" : value]));
  const words = query.map(([key, value]) => `${key}=${encodeURIComponent(value)}`).join("&");
  return `${isPinned ? versioned(site) : `${site.host}/v1`}/frame.html?${words}`;
}

/** The frame, for sites that take no scripts; with the second tag its height follows what it shows. */
export function frame(site, name, options, isPinned, title) {
  const address = escape(frameAddress(site, name, options, isPinned));
  const [file, integrity] = site.manifest.height;
  return {
    frame: `<iframe src="${address}" title="${escape(title)}" width="100%" height="${HEIGHTS[name] || 480}" loading="lazy" frameborder="0"></iframe>`,
    height: `<script async src="${escape(versioned(site))}/${file}" integrity="${integrity}" crossorigin="anonymous"></script>`,
  };
}

/** Heights in pixels that show the beginning of each widget in a column of 360 pixels. */
const HEIGHTS = { news: 420, scoreboard: 560, procedures: 560, feedback: 640 };

/** What a widget needs of a page's policy beside script and connection: the worker that proves a sender honest is a copy in memory. */
const NEEDS = { feedback: { "worker-src": ["blob:"] } };

/** The words that a page's Content-Security-Policy must hold, by directive; `origin` is where the toolkit lies. */
export function needs(origin, names) {
  const policy = { "script-src": [origin, "'wasm-unsafe-eval'"], "connect-src": [origin] };
  for (const name of names) {
    Object.assign(policy, NEEDS[name]);
  }
  return policy;
}

/** The same as one line, for pages that have no policy for these directives yet. */
export const policyLine = (policy) =>
  `Content-Security-Policy: ${Object.entries(policy)
    .map(([directive, words]) => `${directive} 'self' ${words.join(" ")}`)
    .join("; ")}`;

/** The address that a public screen opens. */
export const screenAddress = ({ host }, id) => `${host}/examples/screen.html?s=${encodeURIComponent(id)}`;
