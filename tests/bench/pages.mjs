// The pages that are compared: one text, one feed and one fallback; only what builds the list differs.

import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import { dist, root } from "../e2e/lib/paths.mjs";

const here = join(dirname(fileURLToPath(import.meta.url)), "pages");
export const built = join(root, "target/bench/peers");

/** The version in the addresses of the toolkit. */
export const VERSION = JSON.parse(readFileSync(join(dist, "npm/package.json"), "utf8")).version;

/** Where a tab rests between visits: same server and letters, none of the files. */
export const REST = "/bench/rest.html";

/** The lines that a webmaster pastes, as the build filled them in, from one of the example pages. */
export function snippet(page) {
  const path = join(dist, `examples/${page}.html`);
  const lines = readFileSync(path, "utf8").split("</head>")[0].split("\n");
  // Letters belong to the screen's own page.
  const preloads = lines.filter((line) => /^<link rel="(modulepreload|preload" as="fetch)"/.test(line));
  const script = lines.find((line) => line.startsWith('<script type="module"'));
  if (!preloads.length || !script) throw new Error(`${path} has no snippet in the shape that this bench knows`);
  return { preloads, script };
}

/** Preloads of files of the feed. */
export const feedPreloads = (...names) => names.map((name) => `<link rel="preload" as="fetch" href="/feed/v1/${name}.json" crossorigin="anonymous">`);

/** What a page with a peer has in its head. */
export function peerHead(name) {
  const style = existsSync(join(built, name, "main.css")) ? [`<link rel="stylesheet" href="/bench/peers/${name}/main.css">`] : [];
  return [...style, `<script type="module" src="/bench/peers/${name}/main.js"></script>`];
}

export const pathOf = (part, row) => `/bench/${part}/${row.name}.html`;

/** Puts the rows' pages and the peers' files on a proxy, with the headers and the compression that the hub gives its own. */
export async function putPages(proxy, part, rows, title, { inlineStyles = false } = {}) {
  const answer = await fetch(`${proxy.origin}/examples/news.html`);
  if (!answer.ok) throw new Error(`${answer.status} /examples/news.html`);
  const kept = ["content-security-policy", "cache-control", "referrer-policy", "permissions-policy", "x-content-type-options"];
  const headers = Object.fromEntries(kept.map((name) => [name, answer.headers.get(name)]).filter(([, value]) => value));
  if (inlineStyles) headers["content-security-policy"] = headers["content-security-policy"].replace("style-src 'self'", "style-src 'self' 'unsafe-inline'");
  const shell = readFileSync(join(here, "page.html"), "utf8");
  const fallback = readFileSync(join(here, `${part}.html`), "utf8");
  for (const row of rows) {
    const words = { title, head: row.head.join("\n"), open: row.open, close: row.close, fallback: row.frame ? "" : fallback };
    const page = shell.replace(/\{\{(\w+)\}\}/g, (_, word) => words[word]);
    put(proxy, pathOf(part, row), page, "text/html; charset=utf-8", headers);
  }
  putPeers(proxy, rows, { ...headers, "cache-control": "public, max-age=31536000, immutable" });
  const letters = "<p>Một hai ba: ạ ẵ ể ỗ ữ ỵ</p>";
  const rest = `<!doctype html><html lang="vi"><meta charset="utf-8"><title>Nghỉ</title><link rel="icon" href="data:,">
    <body style="font: 18px system-ui"><h1>Một hai ba</h1>${letters}<b>${letters}</b></body></html>`;
  put(proxy, REST, rest, "text/html; charset=utf-8", { "cache-control": "no-store" });
}

/** Puts what Vite built of the rows that are peers on a proxy. */
export function putPeers(proxy, rows, headers) {
  for (const { peer } of rows.filter((row) => row.peer)) {
    for (const [file, type] of [["main.js", "text/javascript"], ["main.css", "text/css"]]) {
      const path = join(built, peer, file);
      if (existsSync(path)) put(proxy, `/bench/peers/${peer}/${file}`, readFileSync(path), `${type}; charset=utf-8`, headers);
    }
  }
}

export function put(proxy, path, text, type, headers) {
  const body = brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } });
  proxy.files.set(path, { body, type, headers: { ...headers, "content-encoding": "br" } });
}
