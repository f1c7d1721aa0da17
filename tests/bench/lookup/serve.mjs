// A server of this folder, of what is made in memory, and of nothing else. Isolated pages have clocks of 5 µs, not 100.

import { existsSync, readFileSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { dirname, extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";

export const here = dirname(fileURLToPath(import.meta.url));
const TYPES = { ".mjs": "text/javascript", ".js": "text/javascript", ".json": "application/json", ".wasm": "application/wasm", ".html": "text/html; charset=utf-8" };
const HEADERS = { "cross-origin-opener-policy": "same-origin", "cross-origin-embedder-policy": "require-corp", "cache-control": "no-store" };

/** Where the browser finds the packages. */
const ENTRIES = {
  "fuse.js": "fuse.js/dist/fuse.min.mjs",
  fuzzysort: "fuzzysort/fuzzysort.min.js",
  flexsearch: "flexsearch/dist/flexsearch.bundle.module.min.mjs",
  minisearch: "minisearch/dist/es/index.js",
  "@orama/orama": "@orama/orama/dist/browser/index.js",
  "@leeoniya/ufuzzy": "@leeoniya/ufuzzy/dist/uFuzzy.mjs",
};

/** The page: packages by name, and an icon, so that nothing is asked for and missing. */
export function pageHtml() {
  const imports = Object.fromEntries(Object.entries(ENTRIES).map(([name, path]) => [name, `/node_modules/${path}`]));
  return `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><title>Tra cứu</title><script type="importmap">${JSON.stringify({ imports })}</script>`;
}

/** Resolves to { origin, asked, stop }; `files` maps a path to text. `asked` gets the paths of packages as they are read. */
export function serve(files) {
  const asked = new Set();
  const server = createServer((request, answer) => {
    const path = normalize(decodeURIComponent(request.url.split("?")[0]));
    const file = join(here, path);
    const isFile = file.startsWith(here) && existsSync(file) && statSync(file).isFile();
    const body = files.get(path) ?? (isFile ? readFileSync(file) : undefined);
    if (path.startsWith("/node_modules/") || /^\/pagefind-\w+\/(pagefind\.js|wasm\.)/.test(path)) asked.add(path);
    answer.writeHead(body === undefined ? 404 : 200, { ...HEADERS, "content-type": path === "/" ? TYPES[".html"] : (TYPES[extname(path)] ?? "text/plain") });
    answer.end(body);
  });
  return new Promise((done) => {
    server.listen(0, "127.0.0.1", () => {
      const stop = () => new Promise((gone) => (server.closeAllConnections(), server.close(gone)));
      done({ origin: `http://127.0.0.1:${server.address().port}`, asked, stop });
    });
  });
}

/** Bytes after brotli; large texts at a quicker grade, and it is said where it matters. */
export function brotli(data) {
  const bytes = Buffer.from(data);
  const quality = bytes.length > 4e6 ? 9 : 11;
  return brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_QUALITY]: quality, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } }).length;
}

export const packageBytes = (paths, files) => [...paths].reduce((sum, path) => sum + brotli(files.get(path) ?? readFileSync(join(here, path))), 0);
