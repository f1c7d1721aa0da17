// The sample feed once more on a proxy, with files that a test changes as an editor would.

import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { dist } from "./paths.mjs";

/**
 * Puts the copy under `folder`; gives its `url`, `change(name, edit)` which lets `edit` alter the value of one file, `put(name, text)`
 * which puts another text in its place, and `discover(edit)` for the discovery file itself.
 */
export function copyFeed(proxy, folder = "/song") {
  const from = join(dist, "feed/v1");
  const discovery = JSON.parse(readFileSync(join(from, "cchc.json"), "utf8"));
  const put = (path, body) => proxy.files.set(`${folder}/${path}`, { body });
  const entryOf = (name) => discovery.feeds.find((one) => one.name === name);
  const tell = () => put("cchc.json", JSON.stringify(discovery));
  for (const { url } of discovery.feeds) put(url, readFileSync(join(from, url)));
  for (const name of readdirSync(join(from, "procedures"))) {
    if (name.endsWith(".json")) put(`procedures/${name}`, readFileSync(join(from, "procedures", name)));
  }
  tell();
  const swap = (name, text) => {
    const entry = entryOf(name);
    put(entry.url, text);
    entry.bytes = Buffer.byteLength(text);
    entry.integrity = `sha384-${createHash("sha384").update(text).digest("base64")}`;
    discovery.sequence += 1;
    tell();
  };
  return {
    url: `${proxy.origin}${folder}/cchc.json`,
    folder,
    put: swap,
    change(name, edit) {
      const value = JSON.parse(proxy.files.get(`${folder}/${entryOf(name).url}`).body);
      edit(value);
      swap(name, JSON.stringify(value));
    },
    discover(edit) {
      edit(discovery);
      tell();
    },
  };
}

/** Numbers from 0 to 1 that are the same in every run. */
export function dice(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
