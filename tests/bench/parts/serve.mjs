// The server: `cchc serve` against nginx and a server of Node over the same folder, asked by wrk for the same files.
//
// `cchc build` stands beside nothing: it checks, splits, hashes, compresses and writes five forms of the feed in one step.
// jq or Python would do a tenth of that, and a ratio to it would say nothing.

import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { dist, hub, root } from "../../e2e/lib/paths.mjs";
import { VERSION } from "../pages.mjs";
import { order } from "../stats.mjs";
import { read } from "../wrk.mjs";

const peers = join(dirname(fileURLToPath(import.meta.url)), "../peers");
const CONNECTIONS = 32;
const MODULE = "/usr/lib/nginx/modules/ngx_http_brotli_static_module.so";

const MEASURES = [
  { key: "perSecond", unit: "1/s", more: true, label: { vi: "lượt trả lời mỗi giây", en: "answers per second" } },
  { key: "p50", unit: "ms", label: { vi: "độ trễ, trung vị", en: "latency, median" } },
  { key: "p99", unit: "ms", label: { vi: "độ trễ, 99 %", en: "latency, 99 %" } },
  { key: "memory", unit: "MB", label: { vi: "bộ nhớ của máy chủ sau khi đo", en: "memory of the server afterwards" } },
];

const CONDITIONS = {
  feed: { vi: "news.json, brotli", en: "news.json, brotli" },
  wasm: { vi: "WebAssembly của tin, brotli", en: "WebAssembly of the news, brotli" },
  unchanged: { vi: "news.json không đổi (304)", en: "news.json unchanged (304)" },
};

/** Resolves to the part of the report, or to { id, title, left } where it cannot be measured and why. */
export async function serve({ loads, seconds, conditions = Object.keys(CONDITIONS) }) {
  const title = { vi: "Máy chủ", en: "The server" };
  const bin = optimised();
  if (!bin || !find("wrk")) {
    const left = bin
      ? { vi: "Bỏ qua: không có wrk (gói wrk của Debian).", en: "Left out: there is no wrk (Debian's package wrk)." }
      : { vi: "Bỏ qua: chưa có bản tối ưu của cchc (cargo build --profile hub --package cchc-hub).", en: "Left out: there is no optimised cchc (cargo build --profile hub --package cchc-hub); an unoptimised one says nothing." };
    return { id: "serve", title, left };
  }
  const folder = mkdtempSync(join(tmpdir(), "cchc-bench-"));
  const servers = [];
  try {
    servers.push(await cchc(bin));
    if (find("nginx")) servers.push(await nginx(folder));
    servers.push(await node());
    const samples = {};
    for (const name of conditions) {
      samples[name] = Object.fromEntries(servers.map((server) => [server.name, []]));
      for (let round = 0; round < loads; round += 1) {
        console.log(`serve: ${CONDITIONS[name].en}, round ${round + 1} of ${loads}`);
        for (const server of order(servers, round)) samples[name][server.name].push(await asked(server, name, seconds));
      }
    }
    return part(title, servers, conditions, samples);
  } finally {
    for (const server of servers) await server.stop();
    rmSync(folder, { recursive: true });
  }
}

function part(title, servers, conditions, samples) {
  const hasNginx = servers.some(({ name }) => name === "nginx");
  return {
    id: "serve",
    title,
    about: {
      vi: `${CONNECTIONS} kết nối giữ mở từ cùng một máy (wrk), cùng thư mục đã nén sẵn, ETag. cchc serve còn gửi chính sách bảo mật và các đầu mục khác, nginx và sirv không.${hasNginx ? "" : " Không có nginx trên máy này."} cchc build không có bản nào để so: không công cụ nào kể trên làm cùng việc.`,
      en: `${CONNECTIONS} connections kept open on the same machine (wrk), the same folder with compressed files beside, ETag. cchc serve also sends its policies, nginx and sirv do not.${hasNginx ? "" : " There is no nginx on this machine."} cchc build stands beside nothing: it checks, splits, hashes and compresses in one step, which jq does not, so a ratio would say nothing.`,
    },
    own: "cchc",
    rows: Object.fromEntries(servers.map(({ name, label }) => [name, label])),
    conditions: Object.fromEntries(conditions.map((name) => [name, CONDITIONS[name]])),
    measures: MEASURES,
    samples,
    charts: ["perSecond", "p99"],
    changes: {
      perSecond: { vi: "Nhớ hạn của từng tệp tin thay vì đọc và phân tích cchc.json cho mỗi câu trả lời (hub/serve/files.rs, cache_rule); giữ tệp nhỏ đã nén trong bộ nhớ.", en: "The ttl of feed files kept, where cchc.json is read and parsed for every answer (hub/serve/files.rs, cache_rule); small compressed files kept in memory, where each answer reads the disk." },
      p50: { vi: "Như trên.", en: "The same." },
      p99: { vi: "Như trên; và ít luồng chặn hơn khi đọc đĩa.", en: "The same, and fewer blocking threads for the disk." },
      memory: { vi: "Đọc tệp theo từng khúc thay vì cả tệp cho mỗi câu trả lời.", en: "Files sent in pieces, where each answer holds a whole file." },
    },
  };
}

/** The binary as it is released; the one of the tests is not optimised. */
function optimised() {
  return [process.env.CCHC_SERVE_BIN, join(root, "target/hub/cchc"), !/debug/.test(hub) && hub].find((path) => path && existsSync(path));
}

function find(program) {
  return [...process.env.PATH.split(":"), "/usr/sbin"].map((folder) => join(folder, program)).find(existsSync);
}

async function cchc(bin) {
  const child = spawn(bin, ["serve", "--root", dist, "--addr", "127.0.0.1:0"], { stdio: ["ignore", "pipe", "ignore"] });
  return running("cchc", "cchc serve", child, await line(child, /listening (\S+)/));
}

async function node() {
  const code = `
    import sirv from "sirv";
    import { createServer } from "node:http";
    const files = sirv(process.argv[1], { brotli: true, gzip: true, etag: true });
    const server = createServer((asked, answer) => files(asked, answer, () => answer.writeHead(404).end()));
    server.listen(0, "127.0.0.1", () => console.log("listening http://127.0.0.1:" + server.address().port));`;
  const child = spawn(process.execPath, ["--input-type=module", "--eval", code, dist], { cwd: peers, stdio: ["ignore", "pipe", "inherit"] });
  return running("sirv", "Node + sirv", child, await line(child, /listening (\S+)/));
}

async function nginx(folder) {
  const port = await freePort();
  const brotli = existsSync(MODULE);
  // One worker for each processor, as its packages set it up; errors to a file, no log of answers.
  writeFileSync(join(folder, "nginx.conf"), `
    ${brotli ? `load_module ${MODULE};` : ""}
    worker_processes auto; daemon off; pid ${folder}/pid; error_log ${folder}/error.log;
    events { worker_connections 512; }
    http {
      access_log off; sendfile on; tcp_nopush on; keepalive_requests 1000000; open_file_cache max=1000;
      types { application/json json; application/wasm wasm; text/html html; text/javascript js; }
      ${["client_body", "proxy", "fastcgi", "uwsgi", "scgi"].map((name) => `${name}_temp_path ${folder}/${name};`).join(" ")}
      ${brotli ? "brotli_static on;" : ""} gzip_static on;
      server { listen 127.0.0.1:${port}; root ${dist}; etag on; }
    }`);
  const child = spawn(find("nginx"), ["-p", folder, "-c", join(folder, "nginx.conf"), "-e", join(folder, "error.log")], { stdio: "inherit" });
  const origin = `http://127.0.0.1:${port}`;
  await answering(origin);
  return running("nginx", brotli ? "nginx (brotli_static)" : "nginx (gzip_static)", child, origin);
}

function running(name, label, child, origin) {
  const stop = () => new Promise((gone) => child.once("exit", gone).kill());
  return { name, label, pid: child.pid, origin, stop };
}

function line(child, pattern) {
  return new Promise((done, refused) => {
    child.once("error", refused);
    child.once("exit", (code) => refused(new Error(`the server ended with ${code}`)));
    child.stdout.on("data", (chunk) => pattern.test(chunk) && done(pattern.exec(chunk)[1]));
  });
}

function freePort() {
  const server = createServer();
  return new Promise((done) => server.listen(0, "127.0.0.1", () => {
    const { port } = server.address();
    server.close(() => done(port));
  }));
}

async function answering(origin) {
  for (let left = 100; ; left -= 1) {
    if (await fetch(origin).then(() => true, () => false)) return;
    if (!left) throw new Error(`${origin} does not answer`);
    await new Promise((done) => setTimeout(done, 50));
  }
}

async function asked(server, condition, seconds) {
  const wasm = readdirSync(join(dist, "v1", VERSION)).find((name) => /^news\..*\.wasm$/.test(name));
  const url = server.origin + (condition === "wasm" ? `/v1/${VERSION}/${wasm}` : "/feed/v1/news.json");
  const headers = { "accept-encoding": "br, gzip" };
  const first = await fetch(url, { headers });
  const encoding = first.headers.get("content-encoding");
  await first.arrayBuffer();
  if (!first.ok || !encoding) throw new Error(`${server.name}: ${first.status} ${url}, content-encoding ${encoding}`);
  if (condition === "unchanged") {
    headers["if-none-match"] = first.headers.get("etag");
    const { status } = await fetch(url, { headers });
    if (status !== 304) throw new Error(`${server.name}: ${status} where nothing changed`);
  }
  const words = Object.entries(headers).flatMap(([name, value]) => ["-H", `${name}: ${value}`]);
  // Not in this process: the server of Node and the reading of its output would wait for each other.
  const text = await output("wrk", ["-t1", `-c${CONNECTIONS}`, `-d${seconds}s`, "--latency", ...words, url]);
  return { ...read(text), memory: memory(server.pid) };
}

function output(program, words) {
  return new Promise((done, refused) => {
    const child = spawn(program, words, { stdio: ["ignore", "pipe", "inherit"] });
    const parts = [];
    child.stdout.on("data", (chunk) => parts.push(chunk));
    child.once("error", refused);
    child.once("close", (code) => (code ? refused(new Error(`${program} ended with ${code}`)) : done(Buffer.concat(parts).toString())));
  });
}

/** Resident bytes of a process and its children. */
function memory(pid) {
  const children = execFileSync("sh", ["-c", `cat /proc/${pid}/task/*/children`], { encoding: "utf8" }).split(/\s+/).filter(Boolean);
  const kilobytes = (of) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${of}/status`, "utf8"))[1]);
  return 1024 * [pid, ...children].reduce((sum, of) => sum + kilobytes(of), 0);
}
