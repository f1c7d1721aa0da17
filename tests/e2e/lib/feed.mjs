// The sample feed once more on a proxy, with files that a test changes as an editor would.

import { createHash } from "node:crypto";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { dist } from "./paths.mjs";

/** Puts the copy under `folder`; gives its `url`, `version(word)`, and `change(name, edit)` which lets `edit` alter the value of one file. */
export function copyFeed(proxy, folder = "/song") {
  const from = join(dist, "feed/v1");
  const discovery = JSON.parse(readFileSync(join(from, "cchc.json"), "utf8"));
  const put = (path, body) => proxy.files.set(`${folder}/${path}`, { body });
  const tell = () => put("cchc.json", JSON.stringify(discovery));
  for (const { url } of discovery.feeds) put(url, readFileSync(join(from, url)));
  for (const name of readdirSync(join(from, "procedures"))) {
    if (name.endsWith(".json")) put(`procedures/${name}`, readFileSync(join(from, "procedures", name)));
  }
  tell();
  return {
    url: `${proxy.origin}${folder}/cchc.json`,
    folder,
    version(word) {
      discovery.version = word;
      tell();
    },
    change(name, edit) {
      const entry = discovery.feeds.find((one) => one.name === name);
      const value = JSON.parse(proxy.files.get(`${folder}/${entry.url}`).body);
      edit(value);
      const text = JSON.stringify(value);
      put(entry.url, text);
      entry.bytes = Buffer.byteLength(text);
      entry.integrity = `sha384-${createHash("sha384").update(text).digest("base64")}`;
      discovery.sequence += 1;
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
