// A hub that takes what citizens send, and fails in ways that have a name. In memory and as the interface says; or, with
// CCHC_FEEDBACK_HUB=serve, a faulty way to a `cchc serve --data` of its own, or to one that runs at the origin named there.

import { createHash, randomBytes } from "node:crypto";
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, request } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hub as program } from "./paths.mjs";

/** Whether the hub behind the faults is the real one. */
export const isReal = !!process.env.CCHC_FEEDBACK_HUB;
const API = "/api/v1/";

/** `cchc serve --data` in a folder that goes with it, over a feed with this form. */
async function serveReal(form) {
  const origin = process.env.CCHC_FEEDBACK_HUB;
  if (origin !== "serve") return { origin, stop: async () => {} };
  const folder = mkdtempSync(join(tmpdir(), "cchc-e2e-"));
  mkdirSync(join(folder, "feed"));
  writeFileSync(join(folder, "feed/feedback.json"), JSON.stringify({ version: "1.0", forms: [form] }));
  writeFileSync(join(folder, "feed/agencies.json"), JSON.stringify({ version: "1.0", agencies: [] }));
  const args = ["serve", "--root", folder, "--feed", join(folder, "feed"), "--data", join(folder, "data"), "--addr", "127.0.0.1:0"];
  const process_ = spawn(program, args, { stdio: ["ignore", "pipe", "ignore"] });
  const found = await new Promise((done, refused) => {
    process_.once("exit", (code) => refused(new Error(`cchc serve --data ended with ${code}`)));
    process_.stdout.on("data", (chunk) => /listening (\S+)/.test(chunk) && done(/listening (\S+)/.exec(chunk)[1]));
  });
  const stop = async () => {
    await new Promise((gone) => process_.once("exit", gone).kill());
    rmSync(folder, { recursive: true, force: true });
  };
  return { origin: found, stop };
}

/**
 * Starts it, for this form. `fail(what, ...faults)`: the next requests for "submissions", "uploads" or "challenge" meet these, one each;
 * `always(what, fault)`: all from now on, until `always(what)`.
 *
 * - "cut": the connection ends before anything is stored; "lost": after it was stored, before the answer;
 * - "hang": there never is an answer; "kept": stored, and never an answer;
 * - a number answers with that status; `{ status, headers, body }` so.
 *
 * With `counter` set there is a challenge, and that is its answer.
 *
 * `items` are the items by key, `uploads` the files by id, `asked` the requests in order.
 */
export async function serveFeedbackHub(form) {
  const real = isReal ? await serveReal(form) : null;
  const once = { submissions: [], uploads: [], challenge: [] };
  const lasting = {};
  const hub = { items: new Map(), uploads: new Map(), asked: [], replays: 0 };
  const server = createServer((asked, answer) => serve(asked, answer).catch(() => asked.socket.destroy()));

  async function serve(asked, answer) {
    const url = new URL(asked.url, "http://hub");
    const [what, id] = url.pathname.startsWith(API) ? url.pathname.slice(API.length).split("/") : [""];
    const headers = allowed(asked);
    if (asked.method === "OPTIONS") return write(answer, 204, headers);
    const body = await whole(asked);
    const fault = once[what]?.shift() ?? lasting[what];
    hub.asked.push({ what, id, key: asked.headers["idempotency-key"], fault });
    if (fault === "cut") return asked.socket.destroy();
    if (fault === "hang") return undefined;
    if (fault && fault !== "lost" && fault !== "kept") {
      const { status, headers: more, body: text = "" } = typeof fault === "number" ? { status: fault } : fault;
      return write(answer, status, { ...headers, ...more }, text);
    }
    const got = real ? await forward(real.origin, asked, body) : own(what, id, asked, url, body);
    if (real) note(what, id, asked, body, got);
    if (fault === "lost") return asked.socket.destroy();
    if (fault === "kept") return undefined;
    return write(answer, got.status, { ...headers, ...got.headers }, got.body);
  }

  function own(what, id, asked, url, body) {
    if (what === "challenge") return hub.counter === undefined ? problem(404, "challenge-none") : json(200, challenge(hub.counter));
    if (what === "uploads" && asked.method === "PUT") {
      const known = hub.uploads.get(id);
      if (known && !known.body.equals(body)) return problem(409, "upload-other");
      hub.uploads.set(id, { body, type: asked.headers["content-type"], name: url.searchParams.get("name"), count: (known?.count || 0) + 1 });
      return json(200, { upload_id: id, bytes: body.length, type: asked.headers["content-type"] });
    }
    if (what !== "submissions" || asked.method !== "POST") return problem(404, "nothing-there");
    const key = asked.headers["idempotency-key"];
    if (!/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/.test(key || "")) return problem(400, "key-missing");
    const { altcha, trap, ...item } = JSON.parse(body);
    const print = createHash("sha256").update(JSON.stringify(item)).digest("hex");
    const known = hub.items.get(key);
    if (known && known.print !== print) return problem(422, "key-reused");
    if (known) {
      hub.replays += 1;
      return { ...known.answer, headers: { ...known.answer.headers, "idempotency-replayed": "true" } };
    }
    const gone = item.uploads?.findIndex((one) => !hub.uploads.has(one)) ?? -1;
    if (gone >= 0) return problem(422, "invalid", [{ pointer: `/uploads/${gone}`, code: "upload-unknown", message: "Tệp không còn", message_en: "The file is gone" }]);
    const answer_ = json(201, { tracking_code: "00000-0000-00000", pin: "000000", received_at: "2026-01-05T09:00:00+07:00", expected_at: "2026-01-12T17:00:00+07:00", status: "received" });
    hub.items.set(key, { item, print, altcha, answer: answer_ });
    return answer_;
  }

  function note(what, id, asked, body, got) {
    if (what === "uploads" && got.status < 300) hub.uploads.set(id, { body, type: asked.headers["content-type"], count: (hub.uploads.get(id)?.count || 0) + 1 });
    if (what !== "submissions" || got.status >= 300) return;
    if (got.headers["idempotency-replayed"]) hub.replays += 1;
    // By what the hub calls it: two items under one key would be two.
    const { altcha, ...item } = JSON.parse(body);
    hub.items.set(JSON.parse(got.body).tracking_code, { item, altcha });
  }

  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return Object.assign(hub, {
    origin: `http://127.0.0.1:${server.address().port}`,
    fail: (what, ...faults) => once[what].push(...faults),
    always: (what, fault) => (lasting[what] = fault),
    /** All that asks meets the same: the hub is gone ("cut"), or back. */
    all: (fault) => Object.keys(once).forEach((what) => (lasting[what] = fault)),
    /** How often something was asked for. */
    count: (what) => hub.asked.filter((one) => one.what === what).length,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((done) => server.close(done));
      await real?.stop();
    },
  });
}

/** A challenge as ALTCHA 2 has it, whose answer is `counter`. */
function challenge(counter) {
  const [cost, salt, nonce] = [50, randomBytes(16), randomBytes(16)];
  const last = Buffer.alloc(4);
  last.writeUInt32BE(counter);
  let key = Buffer.concat([salt, nonce, last]);
  for (let n = 0; n < cost; n += 1) key = createHash("sha256").update(key).digest();
  const parameters = { algorithm: "SHA-256", cost, keyLength: 32, keyPrefix: key.subarray(0, 16).toString("hex"), nonce: nonce.toString("hex"), salt: salt.toString("hex") };
  return { parameters, signature: "00" };
}

/** A problem as hubs answer it. */
export const problem = (status, code, errors = [], words = {}) => ({
  status,
  headers: { "content-type": "application/problem+json" },
  body: JSON.stringify({ type: `https://hub.example.vn/errors#${code}`, title: code, status, code, detail: `Lỗi ${code}`, detail_en: `Problem ${code}`, errors, ...words }),
});

const json = (status, value) => ({ status, headers: { "content-type": "application/json" }, body: JSON.stringify(value) });

function allowed(asked) {
  return {
    "access-control-allow-origin": asked.headers.origin || "*",
    "access-control-allow-methods": "GET, POST, PUT",
    "access-control-allow-headers": "content-type, idempotency-key",
    "access-control-expose-headers": "retry-after, idempotency-replayed",
    "cache-control": "no-store",
  };
}

function write(answer, status, headers, body = "") {
  answer.writeHead(status, headers);
  answer.end(body);
}

async function whole(asked) {
  const parts = [];
  for await (const part of asked) parts.push(part);
  return Buffer.concat(parts);
}

function forward(origin, asked, body) {
  // As from a page of the hub itself: which other sites may send is tested elsewhere.
  const headers = { ...asked.headers, origin, host: new URL(origin).host };
  return new Promise((done, failed) => {
    const passed = request(origin + asked.url, { method: asked.method, headers }, async (got) => {
      done({ status: got.statusCode, headers: { "content-type": got.headers["content-type"] || "", ...kept(got.headers) }, body: String(await whole(got)) });
    });
    passed.once("error", failed);
    passed.end(body);
  });
}

function kept(headers) {
  const out = {};
  for (const name of ["retry-after", "idempotency-replayed"]) if (headers[name]) out[name] = headers[name];
  return out;
}
