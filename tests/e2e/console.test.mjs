// The console: an item comes by the plain form, an official who was just invited answers it, by mouse and by keyboard; every
// page on the way is looked at by axe and fits 1280, 360 and 320 px (400 % of 1280).

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { engines } from "./lib/browsers.mjs";
import { hub as program, modules, results } from "./lib/paths.mjs";

const AXE = readFileSync(join(modules, "axe-core/axe.min.js"), "utf8");
const PASSPHRASE = "một câu đủ dài và lạ";
const FORM = {
  id: "gop-y",
  version: 1,
  title: "Góp ý",
  kinds: [{ code: "phan_anh", label: "Phản ánh" }],
  agency: "no",
  ward: "no",
  place: "optional",
  limits: { title_chars: 150, body_min_chars: 10, body_chars: 4000, files: 0, file_bytes: 100000, file_types: [] },
};

let folder;
let server;
let origin;
let browser;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "cchc-console-"));
  mkdirSync(join(folder, "feed"));
  mkdirSync(results, { recursive: true });
  writeFileSync(join(folder, "feed/feedback.json"), JSON.stringify({ version: "1.0", forms: [FORM] }));
  writeFileSync(join(folder, "feed/agencies.json"), JSON.stringify({ version: "1.0", agencies: [] }));
  const args = ["serve", "--root", folder, "--feed", join(folder, "feed"), "--data", join(folder, "data"), "--addr", "127.0.0.1:0"];
  server = spawn(program, args, { stdio: ["ignore", "pipe", "ignore"] });
  origin = await new Promise((done, refused) => {
    server.once("exit", (code) => refused(new Error(`cchc serve ended with ${code}`)));
    server.stdout.on("data", (chunk) => /listening (\S+)/.test(chunk) && done(/listening (\S+)/.exec(chunk)[1]));
  });
  browser = await engines.chromium();
});

after(async () => {
  await browser?.close();
  if (server) await new Promise((gone) => server.once("exit", gone).kill());
  rmSync(folder, { recursive: true, force: true });
});

/** Looks at a page in three widths, and by axe. */
async function look(page, name) {
  for (const width of [320, 360, 1280]) {
    await page.setViewport({ width, height: 800 });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    assert.ok(over <= 0, `${name}: ${over} px too wide at ${width}`);
    await page.screenshot({ path: join(results, `console-${name}-${width}.png`), fullPage: true });
  }
  await page.evaluate(AXE);
  const rules = { "target-size": { enabled: true }, "color-contrast-enhanced": { enabled: true } };
  const found = await page.evaluate(async (rules) => {
    const { violations } = await axe.run(document, { resultTypes: ["violations"], rules });
    return violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target}: ${failureSummary}`));
  }, rules);
  assert.deepEqual(found, [], name);
}

const submit = (page, selector) => Promise.all([page.waitForNavigation(), page.click(selector)]);

test("an official who was just invited answers a report within a minute", async () => {
  const citizen = await browser.newPage();
  await citizen.goto(`${origin}/feedback/gop-y`);
  // With one kind there is nothing to choose.
  if (await citizen.$("input[type=radio][name=kind]")) await citizen.click("input[type=radio][name=kind]");
  await citizen.type("#f-title", "Đèn đường ngõ 12 hỏng");
  await citizen.type("#f-body", "Đèn đường trước số 5 không sáng từ thứ Hai.");
  await submit(citizen, "form button");
  assert.match(await citizen.evaluate(() => document.body.textContent), /Mã tra cứu/);

  const args = ["staff", "invite", "lan", "--name", "Nguyễn Thị Lan", "--role", "approver@*", "--role", "administrator@*", "--role", "auditor@*"];
  const link = execFileSync(program, [...args, "--data", join(folder, "data"), "--url", origin], { encoding: "utf8" }).trim();
  const page = await browser.newPage();
  const wrong = [];
  page.on("pageerror", (error) => wrong.push(error.message));
  page.on("console", (line) => line.type() === "error" && wrong.push(line.text()));
  await page.goto(link);
  await look(page, "invitation");
  await page.type("#f-new", PASSPHRASE);
  await page.type("#f-again", PASSPHRASE);
  await submit(page, "main button");
  await look(page, "door");
  const begun = performance.now();
  await page.type("#f-login", "lan");
  await page.type("#f-passphrase", PASSPHRASE);
  await submit(page, "main button");
  await look(page, "inbox");
  // By keyboard: to the item, which came without script and is held.
  await page.keyboard.press("j");
  await Promise.all([page.waitForNavigation(), page.keyboard.press("Enter")]);
  await look(page, "held");
  await submit(page, ".left button");
  await look(page, "item");
  await page.keyboard.press("r");
  await page.keyboard.type("Đã sửa đèn, cảm ơn ông bà.");
  await page.type("#f-action_taken", "Thay bóng ngày 27/11");
  await submit(page, "button[value=send]");
  assert.match(await page.evaluate(() => document.querySelector(".notice").textContent), /Đã gửi trả lời/);
  assert.ok(performance.now() - begun < 60_000);
  for (const fold of await page.$$("details:not([open]) > summary")) await fold.click();
  await look(page, "answered");
  for (const [path, name] of [["templates", "templates"], ["members", "members"], ["audit?check=yes", "audit"], ["account", "account"]]) {
    await page.goto(`${origin}/staff/${path}`);
    for (const fold of await page.$$("details:not([open]) > summary")) await fold.click();
    await look(page, name);
  }
  assert.deepEqual(wrong, []);
});
