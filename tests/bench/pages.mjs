// The pages that are compared: one text, one feed and one fallback; only what builds the list differs.

import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import { dist } from "../e2e/lib/paths.mjs";

const here = join(dirname(fileURLToPath(import.meta.url)), "pages");
const PLAIN = "/bench/plain.js";
const FEED = ["/feed/v1/cchc.json", "/feed/v1/news.json"];

/** Where a tab rests between visits: same server and letters, none of the files. */
export const REST = "/bench/rest.html";

/** The lines that a webmaster pastes, as the build filled them in. */
export function snippet() {
  const path = join(dist, "examples/news.html");
  const lines = readFileSync(path, "utf8").split("</head>")[0].split("\n");
  const preloads = lines.filter((line) => /^<link rel="(module)?preload"/.test(line));
  const script = lines.find((line) => line.startsWith('<script type="module"'));
  if (!preloads.length || !script) throw new Error(`${path} has no snippet in the shape that this bench knows`);
  return { preloads, script };
}

const widget = { open: '<cchc-news limit="5">', close: "</cchc-news>" };
const plain = { open: '<div class="fallback" data-limit="5">', close: "</div>" };
const plainScript = `<script type="module" src="${PLAIN}"></script>`;
const feedPreloads = FEED.map((path) => `<link rel="preload" as="fetch" href="${path}" crossorigin="anonymous">`);

/** What is compared. The first one is the floor that the others are divided by. */
export function variants() {
  const { preloads, script } = snippet();
  return [
    { name: "plain", label: "plain JavaScript", head: [plainScript], ...plain },
    { name: "plain-preloaded", label: "plain JavaScript, feed preloaded", head: [...feedPreloads, plainScript], ...plain },
    { name: "widget", label: "<cchc-news>, the snippet", head: [...preloads, script], ...widget },
    { name: "widget-bare", label: "<cchc-news>, script alone", head: [script], ...widget },
  ];
}

export const pathOf = (variant) => `/bench/${variant.name}.html`;

/** Puts the pages on a proxy, with the headers and the compression that the hub gives its own. */
export async function putPages(proxy, all) {
  const answer = await fetch(`${proxy.origin}/examples/news.html`);
  if (!answer.ok) throw new Error(`${answer.status} /examples/news.html`);
  const kept = ["content-security-policy", "cache-control", "referrer-policy", "permissions-policy", "x-content-type-options"];
  const headers = Object.fromEntries(kept.map((name) => [name, answer.headers.get(name)]).filter(([, value]) => value));
  const shell = readFileSync(join(here, "page.html"), "utf8");
  for (const variant of all) {
    const words = { head: variant.head.join("\n"), open: variant.open, close: variant.close };
    const page = shell.replace(/\{\{(\w+)\}\}/g, (_, word) => words[word]);
    put(proxy, pathOf(variant), page, "text/html; charset=utf-8", headers);
  }
  const forever = { ...headers, "cache-control": "public, max-age=31536000, immutable" };
  put(proxy, PLAIN, readFileSync(join(here, "plain.js")), "text/javascript; charset=utf-8", forever);
  const letters = "<p>Một hai ba: ạ ẵ ể ỗ ữ ỵ</p>";
  const rest = `<!doctype html><html lang="vi"><meta charset="utf-8"><title>Nghỉ</title><link rel="icon" href="data:,">
    <body style="font: 18px system-ui"><h1>Một hai ba</h1>${letters}<b>${letters}</b></body></html>`;
  put(proxy, REST, rest, "text/html; charset=utf-8", { "cache-control": "no-store" });
}

function put(proxy, path, text, type, headers) {
  const body = brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  proxy.files.set(path, { body, type, headers: { ...headers, "content-encoding": "br" } });
}
