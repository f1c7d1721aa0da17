// WebKitGTK through its own driver, with the few words of puppeteer's interface that the tests use.
//
// One session is one window of MiniBrowser on a screen of its own (Xvfb). WebDriver can inject nothing before a page's
// scripts run and reports no console lines, so the proxy adds a probe to the page (probes.mjs), and every call here
// brings home what the probe has noted.

import { spawn } from "node:child_process";
import { createServer } from "node:net";
import { writeFileSync } from "node:fs";
import { miniBrowser, webkitDriver, xvfb } from "./paths.mjs";

const START_MS = 20000;

/** Starts a screen, a driver and a browser; resolves to something that behaves like puppeteer's Browser. */
export async function launchWebKit() {
  const screen = await startScreen();
  const port = await freePort();
  const env = {
    ...process.env,
    DISPLAY: screen.display,
    WEBKIT_DISABLE_COMPOSITING_MODE: "1",
    // As root the sandbox cannot start; the pages are ours.
    WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: "1",
    // Without a session bus GTK warns and waits.
    NO_AT_BRIDGE: "1",
    GDK_BACKEND: "x11",
  };
  const driver = spawn(webkitDriver(), ["-p", String(port)], { env, stdio: "ignore" });
  const send = client(`http://127.0.0.1:${port}`);
  try {
    await poll(() => send("GET", "/status").then((status) => status.ready !== false), START_MS, "WebKitWebDriver does not answer");
    const options = { binary: miniBrowser(), args: ["--automation"] };
    const made = await send("POST", "/session", { capabilities: { alwaysMatch: { "webkitgtk:browserOptions": options } } });
    const base = `/session/${made.sessionId}`;
    const session = (method, path, body) => send(method, base + path, body);
    await session("POST", "/timeouts", { script: 60000, pageLoad: 60000 });
    const close = async () => {
      await session("DELETE", "").catch(() => {});
      await end(driver);
      await end(screen.process);
    };
    return { newPage: async () => new Page(session), version: async () => `WebKit ${made.capabilities.browserVersion}`, close };
  } catch (error) {
    await end(driver);
    await end(screen.process);
    throw error;
  }
}

// Keys that are no letters, as WebDriver writes them (section 17.4.2).
const KEYS = { Backspace: "\ue003", Tab: "\ue004", Enter: "\ue007", Escape: "\ue00c", ArrowUp: "\ue013", ArrowDown: "\ue015" };

class Page {
  constructor(session) {
    this.session = session;
    this.listeners = {};
    const press = (value) => ["keyDown", "keyUp"].map((type) => ({ type, value }));
    const send = (actions) => session("POST", "/actions", { actions: [{ type: "key", id: "keys", actions }] });
    this.keyboard = {
      press: (key) => send(press(KEYS[key] || key)),
      type: (text) => send(Array.from(text).flatMap(press)),
    };
  }

  on(name, told) {
    (this.listeners[name] = this.listeners[name] || []).push(told);
  }

  async goto(url) {
    await this.session("POST", "/url", { url });
    await this.bringNotes();
  }

  async reload() {
    await this.session("POST", "/refresh", {});
    await this.bringNotes();
  }

  // The window has borders: what counts is the inside.
  async setViewport({ width, height }) {
    let [outerWidth, outerHeight] = [width, height];
    for (let tries = 0; tries < 3; tries += 1) {
      await this.session("POST", "/window/rect", { width: outerWidth, height: outerHeight });
      const [innerWidth, innerHeight] = await this.run(() => [window.innerWidth, window.innerHeight]);
      if (innerWidth === width && innerHeight === height) return;
      outerWidth += width - innerWidth;
      outerHeight += height - innerHeight;
    }
  }

  async run(what, ...words) {
    const body = typeof what === "function" ? `(${what}).apply(null, words)` : what;
    const script = `var words = [].slice.call(arguments, 0, -1), done = arguments[arguments.length - 1];
      Promise.resolve().then(function () { return ${body}; }).then(
        function (value) { done({ value: value }); },
        function (error) { done({ error: String(error && error.message || error) }); });`;
    const { value, error } = await this.session("POST", "/execute/async", { script, args: words });
    if (error) throw new Error(error);
    return value;
  }

  async evaluate(what, ...words) {
    const value = await this.run(what, ...words);
    await this.bringNotes();
    return value;
  }

  async waitForFunction(what, { timeout = 15000, polling = 50 } = {}, ...words) {
    await poll(() => this.run(what, ...words), timeout, "timeout", polling);
    await this.bringNotes();
  }

  async bringNotes() {
    const notes = await this.run(() => (window.cchcNotes || []).splice(0));
    for (const { kind, text } of notes) {
      if (kind === "error") (this.listeners.pageerror || []).forEach((told) => told(new Error(text)));
      else (this.listeners.console || []).forEach((told) => told({ type: () => kind, text: () => text }));
    }
  }

  async screenshot({ path }) {
    const image = Buffer.from(await this.session("GET", "/screenshot"), "base64");
    if (path) writeFileSync(path, image);
    return image;
  }

  async close() {
    await this.session("POST", "/url", { url: "about:blank" });
  }
}

function client(origin) {
  return async (method, path, body) => {
    const answer = await fetch(origin + path, { method, body: body && JSON.stringify(body) });
    const { value } = await answer.json();
    if (!answer.ok) throw new Error(`webdriver ${method} ${path}: ${value.error}: ${value.message}`);
    return value;
  };
}

/** Asks again and again until there is something true; an error counts as not yet. */
export async function poll(ask, timeoutMs, complaint, everyMs = 50) {
  const deadline = Date.now() + timeoutMs;
  for (;;) {
    const value = await Promise.resolve().then(ask).catch(() => false);
    if (value) return value;
    if (Date.now() > deadline) throw new Error(complaint);
    await new Promise((done) => setTimeout(done, everyMs));
  }
}

// Xvfb finds a free number by itself and writes it to the descriptor that it is given.
function startScreen() {
  const args = ["-displayfd", "3", "-screen", "0", "2200x1400x24", "-nolisten", "tcp"];
  const started = spawn(xvfb(), args, { stdio: ["ignore", "ignore", "ignore", "pipe"] });
  return new Promise((done, refused) => {
    started.once("error", refused);
    started.once("exit", (code) => refused(new Error(`Xvfb ended with ${code}`)));
    started.stdio[3].once("data", (number) => done({ process: started, display: `:${String(number).trim()}` }));
  });
}

function freePort() {
  const server = createServer();
  return new Promise((done) => server.listen(0, "127.0.0.1", () => {
    const { port } = server.address();
    server.close(() => done(port));
  }));
}

function end(child) {
  if (child.exitCode !== null || child.signalCode) return undefined;
  return new Promise((gone) => child.once("exit", gone).kill());
}
