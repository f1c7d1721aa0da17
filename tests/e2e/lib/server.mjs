// The hub under test, on a port of its own, and a proxy before it that can break the network on demand.

import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer, request } from "node:http";
import { join } from "node:path";
import { dist, hub } from "./paths.mjs";
import { notes } from "./probes.mjs";

const PROBE = "/probe.js";

/** Starts `cchc serve` over the built files, with these words more; resolves to { origin, stop }. */
export function serveHub(folder = dist, ...words) {
  const process_ = spawn(hub, ["serve", "--root", folder, "--addr", "127.0.0.1:0", ...words], { stdio: ["ignore", "pipe", "ignore"] });
  return new Promise((done, refused) => {
    process_.once("error", refused);
    process_.once("exit", (code) => refused(new Error(`cchc serve ended with ${code}`)));
    process_.stdout.on("data", (chunk) => {
      const origin = /listening (\S+)/.exec(chunk)?.[1];
      if (origin) done({ origin, stop: () => new Promise((gone) => process_.once("exit", gone).kill()) });
    });
  });
}

/**
 * A proxy to `origin`, or a server of its own files alone.
 *
 * - `faults` maps the start of a path to what happens there: "cut" drops the connection; a number answers with that
 *   status; a function gets the body and gives another one; `{ wait }` answers when that promise is kept;
 *   `{ pause }` sends half of the body, and the rest when that promise is kept;
 *   `{ status, headers, body }` answers so, each part optional.
 * - `files` maps a path to `{ body, type, headers }` which the proxy itself serves.
 * - `counts` says how often each path was asked for, `answers` what was answered, in order.
 * - With `probe`, a script that notes errors comes first in every page (for engines whose driver reports none).
 */
export async function serveProxy(origin, { probe = false } = {}) {
  const faults = new Map();
  const files = new Map([[PROBE, { body: `(${notes})()`, type: "text/javascript" }]]);
  const counts = new Map();
  const answers = [];
  const server = createServer(async (asked, answer) => {
    const path = asked.url;
    counts.set(path, (counts.get(path) || 0) + 1);
    answer.once("finish", () => answers.push({ path, status: answer.statusCode }));
    let fault = [...faults].find(([start]) => path.startsWith(start))?.[1];
    if (fault === "cut") return asked.socket.destroy();
    if (typeof fault === "number") fault = { status: fault, body: "" };
    if (fault?.wait) await fault.wait;
    if (fault?.status && fault.status !== 200) return write(answer, fault.status, fault.headers, fault.body ?? "");
    const own = files.get(path.split("?")[0]);
    if (!own && !origin) return write(answer, 404, {}, "");
    const got = own ? { status: 200, headers: headersOf(own), body: Buffer.from(own.body) } : await pass(asked, origin, fault || probe);
    if (!got) return asked.socket.destroy();
    let body = fault?.body !== undefined ? Buffer.from(fault.body) : got.body;
    if (typeof fault === "function") body = fault(body);
    const headers = { ...got.headers, ...fault?.headers };
    if (probe && /html/.test(headers["content-type"])) {
      body = Buffer.from(String(body).replace(/<head>/i, `$&<script src="${PROBE}"></script>`));
    }
    // A spoilt answer must not outlive the fault in the browser's cache.
    if (fault) headers["cache-control"] = "no-store";
    if (fault?.pause) return writeInHalves(answer, got.status, headers, body, fault.pause);
    return write(answer, got.status, headers, body);
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    faults,
    files,
    counts,
    answers,
    /** How often paths that contain `part` were asked for. */
    asked: (part) => [...counts].reduce((sum, [path, count]) => sum + (path.includes(part) ? count : 0), 0),
    stop: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(done));
    },
  };
}

const TYPES = { html: "text/html; charset=utf-8", js: "text/javascript", css: "text/css", wasm: "application/wasm", svg: "image/svg+xml", png: "image/png" };

/** A static host as simple as they come: the files of a folder below `path`, uncompressed, no headers but the type. */
export async function serveFolder(folder, path) {
  const server = createServer((asked, answer) => {
    const [name] = asked.url.split("?");
    if (!name.startsWith(`${path}/`) || name.includes("..")) return write(answer, 404, {}, "");
    try {
      const body = readFileSync(join(folder, name.slice(path.length)));
      return write(answer, 200, { "content-type": TYPES[name.split(".").pop()] || "application/json" }, body);
    } catch (error) {
      return write(answer, 404, {}, String(error.code));
    }
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  const stop = () => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  };
  return { origin: `http://127.0.0.1:${server.address().port}`, stop };
}

function headersOf({ type = "application/json", headers }) {
  return { "content-type": type, "access-control-allow-origin": "*", "cache-control": "no-store", ...headers };
}

function write(answer, status, headers, body) {
  const bytes = status === 304 ? {} : { "content-length": Buffer.byteLength(body) };
  answer.writeHead(status, { "access-control-allow-origin": "*", ...headers, ...bytes });
  answer.end(status === 304 ? undefined : body);
}

async function writeInHalves(answer, status, headers, body, pause) {
  answer.writeHead(status, { "access-control-allow-origin": "*", ...headers, "content-length": body.length });
  answer.write(body.subarray(0, body.length / 2));
  await pause;
  answer.end(body.subarray(body.length / 2));
}

// With `whole`, the body comes uncompressed and complete, so that it can be changed.
function pass(asked, origin, whole) {
  const headers = { ...asked.headers };
  if (whole) delete headers["accept-encoding"];
  return new Promise((done) => {
    const passed = request(origin + asked.url, { method: asked.method, headers }, (got) => {
      const parts = [];
      got.on("data", (part) => parts.push(part));
      got.on("end", () => done({ status: got.statusCode, headers: plain(got.headers), body: Buffer.concat(parts) }));
    });
    passed.on("error", () => done(null));
    asked.pipe(passed);
  });
}

function plain(headers) {
  const kept = { ...headers };
  for (const name of ["connection", "keep-alive", "transfer-encoding", "content-length"]) delete kept[name];
  return kept;
}

/** Puts a feed made in memory on a proxy, with sizes and hashes as they should be; returns the address of its cchc.json. */
export function putFeed(proxy, { items = [], notices = [], discovery = {}, folder = "/own" } = {}) {
  const stamp = "2026-01-05T08:00:00+07:00";
  const texts = {
    news: typeof items === "string" ? items : JSON.stringify({ version: "https://jsonfeed.org/version/1.1", title: "Tin", items }),
    notices: JSON.stringify({ version: "1.0", last_updated: stamp, ttl: 60, notices }),
  };
  const feeds = Object.entries(texts).map(([name, text]) => {
    proxy.files.set(`${folder}/${name}.json`, { body: text });
    const hash = createHash("sha384").update(text).digest("base64");
    return { name, url: `${name}.json`, ttl: 60, bytes: Buffer.byteLength(text), integrity: `sha384-${hash}`, last_modified: stamp };
  });
  const publisher = { name: "Thử", url: "https://example.vn/", contact: "mailto:thu@example.vn" };
  const file = { version: "1.0", last_updated: stamp, ttl: 60, sequence: 1, publisher, languages: ["vi", "en"], feeds, ...discovery };
  proxy.files.set(`${folder}/cchc.json`, { body: JSON.stringify(file) });
  return `${proxy.origin}${folder}/cchc.json`;
}

/** One item of news. */
export const item = (n, more = {}) => ({
  id: `tin-${n}`,
  title: `Tin số ${n} về cải cách hành chính`,
  url: `https://example.vn/tin-${n}`,
  date_published: new Date(Date.parse("2026-01-04T09:00:00+07:00") - n * 60000).toISOString(),
  ...more,
});

/** Puts a bare page with this body on a proxy; the script comes from `bundle`. Returns its address. */
export function putPage(proxy, body, { bundle = proxy.origin, path = "/trang.html", headers, script = true } = {}) {
  const { version } = JSON.parse(readFileSync(join(dist, "v1/0.1.0/manifest.json")));
  const tag = script ? `<script type="module" src="${bundle}/v1/${version}/cchc.js" crossorigin="anonymous"></script>` : "";
  const page = `<!doctype html><html lang="vi"><head><meta charset="utf-8"><link rel="icon" href="data:,">
    <meta name="viewport" content="width=device-width, initial-scale=1"><title>Thử</title>${tag}</head><body>${body}</body></html>`;
  proxy.files.set(path, { body: page, type: "text/html; charset=utf-8", headers });
  return proxy.origin + path;
}
