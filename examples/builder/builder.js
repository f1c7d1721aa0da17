// The embed builder: what is chosen, what it looks like, and the code for it. The code itself is made in code.js, what stands
// inside the tags in fallback.js; this file only reads the form and shows the result.
import { fallback, fallbackFile } from "./fallback.js";
import { frame, head, needs, policyLine, screenAddress, tag, widgetOf } from "./code.js";
import { makeOptions, read as readOptions } from "./options.js";
import { offerCheck } from "./checker.js";
import { WORDS } from "./words.js";
import { copyable, el, fill, find } from "./page.js";

const VERSION = document.documentElement.getAttribute("data-version");
const ROOT = new URL("../../", import.meta.url); // of the built tree, wherever it lies
const PREVIEW = new URL("preview.html", import.meta.url).href;
const state = { lang: "vi", chosen: ["news"], shown: "news", sample: "plain", isPinned: true, options: {}, host: ROOT.href.replace(/\/$/, "") };
const files = new Map(); // of the feed, by name
let site = null;

const words = () => WORDS[state.lang];
const get = (url) => fetch(url).then((answer) => (answer.ok ? answer.json() : Promise.reject(new Error(`${answer.status} ${url}`))));

/** A file of the feed, once; null where it is not to be had. */
function feedFile(name) {
  if (!name) return Promise.resolve(null);
  if (!files.has(name)) files.set(name, get(new URL(`feed/v1/${name}.json`, ROOT)).catch(() => null));
  return files.get(name);
}

function problem(text) {
  const place = find(".problem");
  place.hidden = !text;
  place.textContent = text;
}

function speak() {
  document.documentElement.lang = state.lang;
  for (const one of document.querySelectorAll("body [lang]")) {
    if (one.closest("[data-lang]")) continue;
    one.hidden = one.lang !== state.lang;
  }
  for (const button of document.querySelectorAll("[data-lang]")) button.hidden = button.dataset.lang === state.lang;
}

function showTags() {
  fill(
    find("#tags"),
    site.registry.widgets
      .filter(({ name }) => name !== "screen")
      .map((widget) => {
        const isChosen = state.chosen.indexOf(widget.name) >= 0;
        const box = el("input", { type: "checkbox", value: widget.name, checked: isChosen });
        box.addEventListener("change", () => choose(widget.name, box.checked));
        return el("label", { class: isChosen ? "tag chosen" : "tag" }, box, el("span", {}, el("b", {}, `<${widget.tag}>`), el("small", {}, widget.summary[state.lang])));
      }),
  );
}

function choose(name, isChosen) {
  state.chosen = site.registry.widgets.map((widget) => widget.name).filter((one) => (one === name ? isChosen : state.chosen.indexOf(one) >= 0));
  if (isChosen) state.shown = name;
  else if (state.shown === name) state.shown = state.chosen[0] || "";
  for (const label of document.querySelectorAll(".tag")) label.classList[label.querySelector("input").checked ? "add" : "remove"]("chosen");
  showOptions();
  changed();
}

function showOptions() {
  const open = state.shown;
  const parts = state.chosen.map((name) => makeOptions(site, name, state, words(), name === open, changed, agencies));
  fill(find("#options"), parts);
  const shown = find("#shown");
  shown.hidden = state.chosen.length < 2;
  for (const old of shown.querySelectorAll("label")) old.remove();
  for (const name of state.chosen) {
    const radio = el("input", { type: "radio", name: "shown", value: name, checked: name === state.shown });
    radio.addEventListener("change", () => {
      state.shown = name;
      preview();
    });
    shown.append(el("label", {}, radio, el("span", {}, widgetOf(site, name).tag)));
  }
}

let agencies = [];
let shownAddress = "";

function preview() {
  const frame = find("#preview");
  if (!state.shown) return;
  const widget = widgetOf(site, state.shown);
  const query = new URLSearchParams({ host: state.sample, tag: widget.tag, lang: state.lang });
  for (const [name, value] of Object.entries(state.options[state.shown] || {})) if (value !== "" && value !== false) query.set(name, value === true ? "" : value);
  const address = `${PREVIEW}#${query}`;
  const sample = find(`[name=sample][value=${state.sample}]`).parentNode.textContent.trim();
  frame.title = words().preview(widget.tag, sample);
  if (address === shownAddress) return;
  // Only the part behind `#` changes: the page in the frame follows without a fresh start.
  if (shownAddress) frame.contentWindow.location.replace(address);
  else frame.src = address;
  shownAddress = address;
}

async function showCode() {
  const { lang, chosen, options, isPinned } = state;
  if (!chosen.length) {
    for (const id of ["#code", "#frames", "#policy"]) fill(find(id), []);
    return problem(words().chooseOne);
  }
  const contents = await Promise.all(chosen.map((name) => feedFile(fallbackFile(name))));
  problem(contents.indexOf(null) >= 0 ? words().noFeed : "");
  const say = words();
  const { host } = site;
  // A policy that names a path means that one file.
  const { origin } = new URL(host);
  const blocks = chosen.map((name, n) => {
    const own = options[name] || {};
    return copyable(say, say.tag(widgetOf(site, name).tag), tag(site, name, own, fallback(name, contents[n], own, own.lang || lang, host)), `tag-${name}`);
  });
  const modes = chosen.map((name) => `${name}.${(options[name] || {}).mode || ""}`);
  fill(find("#code"), [copyable(say, say.head, head(site, modes, isPinned), "head")].concat(blocks));
  const frames = chosen.map((name) => {
    const own = Object.assign(lang === "en" ? { lang } : {}, options[name]);
    return [name, frame(site, name, own, isPinned, widgetOf(site, name).summary[lang])];
  });
  const framed = frames.map(([name, made]) => copyable(say, say.frame(widgetOf(site, name).tag), made.frame, `frame-${name}`));
  const around = [copyable(say, say.height, frames[0][1].height, "frame-height"), copyable(say, say.policy, `frame-src ${origin}`, "frame-policy")];
  fill(find("#frames"), framed.concat(around));
  const policy = needs(origin, chosen);
  const lines = Object.entries(policy).map(([directive, list]) => `${directive} ${list.join(" ")}`);
  fill(find("#policy"), [copyable(say, say.policy, lines.join("\n"), "policy"), copyable(say, say.policyLine, policyLine(policy), "policy-line")]);
}

async function showScreens() {
  const place = find("#screens");
  place.parentNode.hidden = !widgetOf(site, "screen");
  const content = await feedFile("screens");
  const screens = (content && content.screens) || [];
  const say = words();
  const blocks = screens.map((one) => copyable(say, `${say.screen}: ${(state.lang === "en" && one.place_en) || one.place || one.id}`, screenAddress(site, one.id), `screen-${one.id}`));
  fill(place, blocks.length ? blocks : [el("p", {}, say.noScreen)]);
}

function hostOf(text) {
  try {
    const { protocol, href } = new URL(text.trim());
    return /^https?:$/.test(protocol) ? href.replace(/\/+$/, "") : null;
  } catch (error) {
    return null;
  }
}

/** Everything that follows from what was chosen. */
function changed() {
  for (const name of state.chosen) state.options[name] = readOptions(name) || state.options[name];
  preview();
  return showCode().then(showScreens);
}

function listen() {
  for (const button of document.querySelectorAll("[data-lang]")) {
    button.addEventListener("click", () => {
      state.lang = button.dataset.lang;
      speak();
      showTags();
      showOptions();
      changed();
      find(`[data-lang]:not([hidden])`).focus();
    });
  }
  for (const radio of document.querySelectorAll("[name=sample]")) {
    radio.addEventListener("change", () => {
      state.sample = radio.value;
      preview();
    });
  }
  for (const radio of document.querySelectorAll("[name=pin]")) {
    radio.addEventListener("change", () => {
      state.isPinned = radio.value === "pinned";
      changed();
    });
  }
  const host = find("#host");
  host.value = state.host;
  host.addEventListener("change", () => {
    const given = hostOf(host.value);
    if (!given) return problem(words().wrongHost);
    site.host = given;
    changed();
  });
  offerCheck(() => site, () => state.lang);
}

async function start() {
  try {
    const manifest = await get(new URL(`v1/${VERSION}/manifest.json`, ROOT));
    const registry = await get(new URL(`v1/${VERSION}/widgets.json`, ROOT));
    site = { host: state.host, version: manifest.version, manifest, registry };
  } catch (error) {
    return problem(words().noFiles);
  }
  const list = await feedFile("agencies");
  agencies = (list && list.agencies) || [];
  speak();
  showTags();
  showOptions();
  listen();
  await changed();
  document.documentElement.setAttribute("data-ready", "");
}

start();
