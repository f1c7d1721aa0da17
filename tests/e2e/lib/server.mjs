// The hub under test, on a port of its own, and a proxy before it that can break the network on demand.

import { spawn } from "node:child_process";
import { createServer, request } from "node:http";
import { dist, hub } from "./paths.mjs";

/** Starts `cchc serve`; resolves to { origin, stop }. */
export function serveHub() {
  const process_ = spawn(hub, ["serve", "--root", dist, "--addr", "127.0.0.1:0"], { stdio: ["ignore", "pipe", "ignore"] });
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
 * A proxy to `origin`. `faults` maps the start of a path to what happens there: "cut" drops the connection, a number
 * answers with that status, a function gets the body and gives another one.
 */
export async function serveProxy(origin) {
  const faults = new Map();
  const counts = new Map();
  const server = createServer((asked, answer) => {
    const path = asked.url;
    counts.set(path, (counts.get(path) || 0) + 1);
    const fault = [...faults].find(([start]) => path.startsWith(start))?.[1];
    if (fault === "cut") return asked.socket.destroy();
    if (typeof fault === "number") {
      answer.writeHead(fault, { "access-control-allow-origin": "*" });
      return answer.end();
    }
    const headers = { ...asked.headers };
    if (fault) delete headers["accept-encoding"];
    const passed = request(origin + path, { method: asked.method, headers }, (got) => {
      if (!fault) {
        answer.writeHead(got.statusCode, got.headers);
        return got.pipe(answer);
      }
      const parts = [];
      got.on("data", (part) => parts.push(part));
      got.on("end", () => {
        const body = fault(Buffer.concat(parts));
        const kept = { ...got.headers, "content-length": body.length, "cache-control": "no-store" };
        answer.writeHead(got.statusCode, kept);
        answer.end(body);
      });
    });
    passed.on("error", () => asked.socket.destroy());
    passed.end();
  });
  await new Promise((done) => server.listen(0, "127.0.0.1", done));
  return {
    origin: `http://127.0.0.1:${server.address().port}`,
    faults,
    counts,
    stop: () => {
      server.closeAllConnections();
      return new Promise((done) => server.close(done));
    },
  };
}
