// The peers, from npm as their lock says, built with Vite; again only when lock or sources have changed.

import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { built } from "./pages.mjs";

const folder = join(dirname(fileURLToPath(import.meta.url)), "peers");

export function makePeers() {
  const lock = print(["package-lock.json"]);
  fresh(join(folder, "node_modules/.cchc-lock"), lock, () => execFileSync("npm", ["ci", "--prefix", folder, "--no-fund", "--no-audit"], { stdio: "inherit" }));
  fresh(join(built, "stamp"), print(sources()), () => execFileSync(process.execPath, [join(folder, "build.mjs"), built], { stdio: "inherit" }));
}

function fresh(stamp, wanted, make) {
  if (existsSync(stamp) && readFileSync(stamp, "utf8") === wanted) return;
  make();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, wanted);
}

function sources() {
  const all = readdirSync(folder, { recursive: true }).filter((name) => !name.startsWith("node_modules") && /\.\w+$/.test(name));
  return all.sort();
}

function print(files) {
  const hash = createHash("sha256");
  for (const file of files) hash.update(`${file}\n`).update(readFileSync(join(folder, file)));
  return hash.digest("hex");
}
