// The fields for a widget's attributes, made from the registry.
import { widgetOf } from "./code.js";
import { el, find } from "./page.js";

// What the builder asks for elsewhere, or what a page seldom sets.
const LEFT_OUT = ["feed"];

const idOf = (name, attribute) => `option-${name}-${attribute}`;

const attributesOf = (site, name) => widgetOf(site, name).attributes.concat(site.registry.common).filter((one) => LEFT_OUT.indexOf(one.name) < 0);

function input(id, { name, values, default: byDefault }, value, words, lists) {
  if (values === "present or not") return el("input", { id, type: "checkbox", checked: value === true });
  if (/^[\w-]+(\|[\w-]+)+$/.test(values)) {
    const choices = values.split("|");
    const first = choices.indexOf(byDefault) >= 0 ? [] : [el("option", { value: "" }, words.byDefault)];
    const chosen = value || (first.length ? "" : byDefault);
    return el("select", { id }, ...first, ...choices.map((one) => el("option", { value: one, selected: one === chosen }, one === byDefault ? `${one} (${words.byDefault})` : one)));
  }
  const range = /^(-?[\d.]+) to (-?[\d.]+)$/.exec(values);
  if (range) return el("input", { id, type: "number", min: range[1], max: range[2], step: "any", value: value || "", placeholder: /^[\d.]+$/.test(byDefault) ? byDefault : undefined });
  if (values === "SECONDS" || values === "DAYS") return el("input", { id, type: "number", min: "1", value: value || "" });
  const list = lists[name] ? `${id}-list` : undefined;
  return el("input", { id, type: "text", autocomplete: "off", spellcheck: "false", list, value: value || "" });
}

/** A group of fields that opens; `changed` is called with every change. */
export function makeOptions(site, name, { lang, options }, words, isOpen, changed, agencies) {
  const lists = { agency: agencies, site: agencies };
  const known = options[name] || {};
  const fields = attributesOf(site, name).map((one) => {
    const id = idOf(name, one.name);
    const field = input(id, one, known[one.name], words, lists);
    field.setAttribute("aria-describedby", `${id}-about`);
    field.addEventListener("change", changed);
    const about = el("small", { id: `${id}-about` }, one.about[lang]);
    if (field.type === "checkbox") return el("div", { class: "field" }, el("label", { class: "check" }, field, el("code", {}, one.name)), about);
    const list = field.getAttribute("list");
    const places = list ? [el("datalist", { id: list }, ...agencies.map((agency) => el("option", { value: agency.id }, agency.name)))] : [];
    return el("label", { class: "field" }, el("span", {}, el("code", {}, one.name)), field, about, ...places);
  });
  return el("details", { class: "options", open: isOpen }, el("summary", {}, words.options(widgetOf(site, name).tag)), el("div", { "data-options": name }, ...fields));
}

/** What is in the fields of a widget: { attribute: text or true or false }; null where it has none yet. */
export function read(name) {
  const place = find(`[data-options="${name}"]`);
  if (!place) return null;
  const options = {};
  for (const field of place.querySelectorAll("input, select")) {
    const attribute = field.id.slice(idOf(name, "").length);
    options[attribute] = field.type === "checkbox" ? field.checked : field.value.trim();
  }
  return options;
}
