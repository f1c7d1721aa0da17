// "Check my page": what is wrong with the embedding in a page that was pasted as text. Nothing of it is run.
import { inside, scan } from "./scan.js";
import { findingsOfPolicy } from "./policy.js";

const SCRIPT = /\/v1\/(?:(\d+\.\d+\.\d+)\/)?cchc\.js(?:[?#].*)?$/;
const FRAME = /\/frame\.html\?/;
// What ends a paragraph that is still open, and an element of ours in it: HTML, "close a p element".
const BLOCK =
  /^(address|article|aside|blockquote|body|caption|center|dd|details|dialog|dir|div|dl|dt|fieldset|figcaption|figure|footer|form|h[1-6]|header|hgroup|hr|li|listing|main|menu|nav|ol|p|plaintext|pre|search|section|summary|table|td|th|ul|xmp)$/;
const SMART_QUOTES = /=\s*[“”″]/;

const at = (rule, tag, words = {}) => ({ rule, line: tag ? tag.line : 0, words });

function ofScripts(scripts, site) {
  const findings = [];
  const versions = new Set(scripts.map(({ attributes }) => SCRIPT.exec(attributes.src)[1] || ""));
  if (versions.size > 1) findings.push(at("two-versions", scripts[1], { versions: [...versions].map((one) => one || "v1/cchc.js").join(", ") }));
  else if (scripts.length > 1) findings.push(at("script-twice", scripts[1]));
  for (const tag of scripts) {
    const { src, type, integrity, crossorigin } = tag.attributes;
    const version = SCRIPT.exec(src)[1];
    if (type !== "module") findings.push(at("script-not-module", tag));
    if (/^http:/.test(src) && !/^http:\/\/(localhost|127\.)/.test(src)) findings.push(at("script-http", tag, { src }));
    if (version && !integrity) findings.push(at("integrity-missing", tag, { integrity: version === site.version ? site.manifest.loader[1] : "" }));
    if (!version && integrity) findings.push(at("integrity-unpinned", tag));
    if (integrity && crossorigin === undefined) findings.push(at("crossorigin-missing", tag));
    if (version === site.version && integrity && integrity !== site.manifest.loader[1]) findings.push(at("integrity-wrong", tag, { integrity: site.manifest.loader[1] }));
    if (version && version !== site.version) findings.push(at("version-old", tag, { version, newest: site.version }));
  }
  return findings;
}

function isAllowed(values, value) {
  const range = /^(-?[\d.]+) to (-?[\d.]+)$/.exec(values);
  if (range) return value.trim() !== "" && +value >= +range[1] && +value <= +range[2];
  if (/^[\w-]+(\|[\w-]+)+$/.test(values)) return values.split("|").indexOf(value.trim()) >= 0;
  if (values === "SECONDS" || values === "DAYS") return /^\d+$/.test(value.trim());
  return true;
}

// What any element may have.
const GLOBAL = /^(class|id|style|slot|part|title|hidden|dir|lang|tabindex|role|aria-.*|data-.*|on.*)$/;

function ofElement(tag, page, tags, site) {
  const widget = site.registry.widgets.find((one) => one.tag === tag.name);
  if (!widget) return [at("tag-unknown", tag, { tag: tag.name })];
  const findings = [];
  const known = widget.attributes.concat(site.registry.common);
  const word = { tag: tag.name };
  if (tag.closesItself) findings.push(at("tag-closes-itself", tag, word));
  for (const name of tag.twice) findings.push(at("attribute-twice", tag, { name, ...word }));
  for (const [name, value] of Object.entries(tag.attributes)) {
    const attribute = known.find((one) => one.name === name);
    if (!attribute && !GLOBAL.test(name)) findings.push(at("attribute-unknown", tag, { name, ...word }));
    if (attribute && !isAllowed(attribute.values, value)) findings.push(at("value-bad", tag, { name, value, values: attribute.values }));
  }
  const { feed } = tag.attributes;
  if (feed !== undefined && !/cchc\.json(\?|$)/.test(feed)) findings.push(at("feed-not-discovery", tag, { feed }));
  const text = inside(page, tags, tag);
  if (text === null && !tag.closesItself) findings.push(at("tag-open", tag, word));
  else if (text !== null && !text.replace(/<!--[\s\S]*?-->|<[^>]*>|\s/g, "")) findings.push(at("fallback-missing", tag, word));
  else if (text !== null && isInParagraph(tags, tag) && scan(text).some(endsParagraph)) findings.push(at("fallback-falls-out", tag, word));
  return findings;
}

const endsParagraph = ({ name, closes }) => BLOCK.test(name) && (!closes || name === "p");

/** Whether a paragraph is open where a tag stands: it was the last block to begin, and none has ended since. */
function isInParagraph(tags, tag) {
  const last = tags
    .slice(0, tags.indexOf(tag))
    .reverse()
    .find(({ name }) => BLOCK.test(name));
  return Boolean(last) && last.name === "p" && !last.closes;
}

function ofPreloads(tags, scripts, elements, site) {
  const links = tags.filter(({ name, attributes }) => name === "link" && /\/v1\/\d+\.\d+\.\d+\//.test(attributes.href || ""));
  const findings = links
    .filter(({ attributes }) => scripts.every((script) => SCRIPT.exec(script.attributes.src)[1] !== /\/v1\/(\d+\.\d+\.\d+)\//.exec(attributes.href)[1]))
    .map((tag) => at("preload-other-version", tag));
  const pinned = scripts.some(({ attributes }) => SCRIPT.exec(attributes.src)[1] === site.version);
  if (pinned && elements.length && !links.length) findings.push(at("preload-missing", scripts[0]));
  return findings;
}

/**
 * Findings over a pasted page: [{ rule, line, words }] in the order of their lines; line 0 is the page as a whole. `header` is
 * the Content-Security-Policy that the server sends, if it is known.
 */
export function check(page, header, site) {
  const tags = scan(page);
  const open = tags.filter(({ closes }) => !closes);
  const scripts = open.filter(({ name, attributes }) => name === "script" && SCRIPT.test(attributes.src || ""));
  const elements = open.filter(({ name }) => /^cchc-/.test(name));
  const frames = open.filter(({ name, attributes }) => name === "iframe" && FRAME.test(attributes.src || ""));
  const findings = ofScripts(scripts, site);
  if (!elements.length && !frames.length) findings.push(at("nothing-here", null));
  if (elements.length && !scripts.length) findings.push(at("script-missing", elements[0]));
  if (scripts.length && !elements.length) findings.push(at("tag-missing", scripts[0]));
  for (const tag of elements) findings.push(...ofElement(tag, page, tags, site));
  for (const tag of frames) if (!tag.attributes.title) findings.push(at("frame-title", tag));
  for (const tag of open) {
    const isOurs = elements.indexOf(tag) >= 0 || scripts.indexOf(tag) >= 0;
    if (isOurs && SMART_QUOTES.test(page.slice(tag.start, tag.end))) findings.push(at("smart-quotes", tag));
  }
  findings.push(...ofPreloads(tags, scripts, elements, site));
  const metas = open.filter(({ name, attributes }) => name === "meta" && /^content-security-policy$/i.test(attributes["http-equiv"] || ""));
  const policies = metas.map((tag) => ({ text: tag.attributes.content || "", line: tag.line }));
  if (header.trim()) policies.push({ text: header.trim().replace(/^content-security-policy:\s*/i, ""), line: 0 });
  const names = [...new Set(elements.map(({ name }) => name.slice(5)))].filter((name) => site.registry.widgets.some((widget) => widget.name === name));
  const src = scripts.length ? scripts[0].attributes.src : "";
  const host = /^https?:\/\//.test(src) ? new URL(src).origin : "'self'";
  const framed = frames.length ? frames[0].attributes.src : "";
  const frameHost = /^https?:\/\//.test(framed) ? new URL(framed).origin : framed ? "'self'" : "";
  for (const policy of policies) findings.push(...findingsOfPolicy(policy, host, frameHost, names));
  return findings.sort((one, other) => one.line - other.line);
}
