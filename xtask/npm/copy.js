#!/usr/bin/env node
// Copies the bundle of this version into a folder of the site: npx cchc-widgets public
// Folders of other versions there stay, for pages that still name them.

import { cpSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const target = process.argv[2];
if (!target || target.startsWith("-")) {
  console.error("npx cchc-widgets THƯ_MỤC: chép v1/__VERSION__ vào thư mục công khai của trang.");
  console.error("npx cchc-widgets FOLDER: copies v1/__VERSION__ into the site's public folder.");
  process.exit(2);
}
const from = fileURLToPath(new URL("./v1/__VERSION__", import.meta.url));
const to = join(target, "v1/__VERSION__");
mkdirSync(to, { recursive: true });
cpSync(from, to, { recursive: true });
console.log(`${to}/cchc.js`);
