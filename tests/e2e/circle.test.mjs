// The whole circle over a real hub: a citizen sends from the widget, an official assigns, answers and publishes in the console, she
// follows her item with code and PIN and rates the answer; it stands in answers.json of the feed, is read by others in the widget,
// and is counted in the quarter's report.

import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { engines, open, until } from "./lib/browsers.mjs";
import * as follow from "./lib/follow.mjs";
import * as form from "./lib/form.mjs";
import { dist, hub as program, results } from "./lib/paths.mjs";
import { rows } from "./lib/workbook.mjs";

const PASSPHRASE = "một câu đủ dài và lạ";
const SETTINGS = `languages = ["vi", "en"]
ttl_secs = 60
expires_days = 3650
[publisher]
name = "Thử"
url = "https://example.vn/"
contact = "mailto:thu@example.vn"
[[files]]
name = "feedback"
ttl_secs = 60
[[files]]
name = "agencies"
ttl_secs = 60
[[files]]
name = "answers"
ttl_secs = 60
`;

let folder;
let server;
let origin;
let browser;
const path = (...words) => join(folder, ...words);
const cchc = (...words) => execFileSync(program, words, { encoding: "utf8" });
const build = () => cchc("build", path("sources"), "-o", path("feed"));

before(async () => {
  folder = mkdtempSync(join(tmpdir(), "cchc-circle-"));
  mkdirSync(path("sources"));
  mkdirSync(results, { recursive: true });
  writeFileSync(path("sources/feed.toml"), SETTINGS);
  for (const name of ["feedback", "agencies"]) writeFileSync(path(`sources/${name}.json`), follow.fixture(`${name}.json`));
  writeFileSync(path("sources/answers.json"), JSON.stringify({ version: "1.0", answers: [] }));
  build();
  server = spawn(program, ["serve", "--root", dist, "--feed", path("feed"), "--data", path("data"), "--addr", "127.0.0.1:0"], { stdio: ["ignore", "pipe", "ignore"] });
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

const submit = (page, selector) => Promise.all([page.waitForNavigation(), page.click(selector)]);

/** Signs in an official who was just invited. */
async function official() {
  const roles = ["clerk", "approver", "publisher"].flatMap((role) => ["--role", `${role}@*`]);
  const link = cchc("staff", "invite", "lan", "--name", "Nguyễn Thị Lan", ...roles, "--data", path("data"), "--url", origin).trim();
  const page = await browser.newPage();
  await page.goto(link);
  await page.type("#f-new", PASSPHRASE);
  await page.type("#f-again", PASSPHRASE);
  await submit(page, "main button");
  await page.type("#f-login", "lan");
  await page.type("#f-passphrase", PASSPHRASE);
  await submit(page, "main button");
  return page;
}

/** Does a deed of the console's item page that stands folded up. */
async function deed(page, word, fill = async () => {}) {
  const at = `form[action$="/${word}"]`;
  await page.evaluate((at) => {
    const fold = document.querySelector(at).closest("details");
    if (fold) fold.open = true;
  }, at);
  await fill(at);
  await submit(page, `${at} button:not([name])`);
}

test("what a citizen sends is answered, published, followed, rated, read by others and counted", { timeout: 120000 }, async () => {
  // She sends it.
  const { page: citizen, wrong } = await open(browser, `${origin}/examples/feedback.html`);
  await until(citizen, () => document.querySelector("cchc-feedback").getAttribute("data-state") === "ready");
  await form.fillIn(citizen);
  await form.press(citizen, `[name="/can_publish"]`);
  await form.press(citizen, ".form [type=submit]");
  await until(citizen, () => {
    const receipt = document.querySelector("cchc-feedback").shadowRoot.querySelector(".receipt");
    return !!receipt && receipt.getAttribute("data-state") === "done";
  });
  const [code, pin] = await form.texts(citizen, ".code");

  // It is assigned, answered and published.
  const staff = await official();
  await staff.keyboard.press("j");
  await Promise.all([staff.waitForNavigation(), staff.keyboard.press("Enter")]);
  assert.match(await staff.evaluate(() => document.body.textContent), /Chờ quá lâu/);
  await deed(staff, "assign", async (at) => {
    const handler = await staff.evaluate((at) => Array.from(document.querySelectorAll(`${at} option`)).find((one) => /Lan/.test(one.textContent)).value, at);
    await staff.select(`${at} [name=handler]`, handler);
  });
  await staff.type("#reply [name=body]", "Đã thêm một quầy vào buổi sáng, cảm ơn bạn.");
  await staff.type("#reply [name=action_taken]", "Thêm quầy số 3");
  await submit(staff, "button[value=send]");
  assert.match(await staff.evaluate(() => document.querySelector(".notice").textContent), /Đã gửi trả lời/);
  await deed(staff, "publish");
  await staff.screenshot({ path: join(results, "circle-console.png"), fullPage: true });

  // She follows it with both codes, on another computer, and rates the answer.
  const profile = () => browser.createBrowserContext();
  const { page: home, wrong: wrongToo } = await open(await profile(), `${origin}/examples/feedback-track.html#cchc-feedback=${code}`);
  await follow.ready(home);
  await until(home, (code) => document.querySelector("cchc-feedback").shadowRoot.querySelector("#code").value === code, code);
  await follow.write(home, "pin", pin);
  await follow.press(home, "[type=submit]");
  await follow.shows(home, ".outcome", "Đã trả lời");
  await follow.shows(home, ".item", "Sở Nội vụ");
  await follow.shows(home, ".reply", "Đã thêm một quầy vào buổi sáng");
  await follow.press(home, `.face[data-value="5"]`);
  await follow.write(home, "note", "Nhanh");
  await follow.press(home, ".rating [type=submit]");
  await follow.shows(home, ".done", "Đã ghi nhận đánh giá");
  await home.screenshot({ path: join(results, "circle-citizen.png"), fullPage: true });

  // It goes back into the feed, where others read it.
  cchc("feedback", "answers", "--data", path("data"), "-o", path("sources/answers.json"));
  build();
  const published = JSON.parse(readFileSync(path("feed/answers.json"), "utf8")).answers;
  assert.equal(published.length, 1);
  assert.deepEqual([published[0].title, published[0].agency, published[0].kind, published[0].topic], ["Chờ quá lâu", "so-noi-vu", "phan_anh", "mot-cua"]);
  assert.match(published[0].answer, /Đã thêm một quầy vào buổi sáng/);
  assert.ok(!JSON.stringify(published).includes(code));
  const { page: reader, wrong: wrongThere } = await open(await profile(), `${origin}/examples/feedback-track.html`);
  await until(reader, () => {
    const list = document.querySelector("cchc-feedback[mode=answers]");
    list.scrollIntoView();
    return !!list.shadowRoot.querySelector(".answer") && list.shadowRoot.querySelector(".answer").textContent.indexOf("Chờ quá lâu") >= 0;
  });

  // And it is counted.
  const now = new Date(Date.parse(published[0].received) + 7 * 36e5);
  const quarter = `${now.getUTCFullYear()}Q${Math.floor(now.getUTCMonth() / 3) + 1}`;
  cchc("report", "--data", path("data"), "--quarter", quarter, "--feed", path("feed"), "-o", path("report"));
  const lines = readFileSync(path(`report/bao-cao-${quarter}.csv`), "utf8").split(/\r?\n/).map((line) => line.split(","));
  const figure = (agency, name) => lines.find((line) => line[1] === agency && line[3] === "total" && line[6] === name)[8];
  for (const agency of ["*", "so-noi-vu"]) {
    for (const [name, value] of [["received", "1"], ["answered", "1"], ["on_time", "1"], ["answer_satisfaction_mean", "5"], ["answer_satisfaction_count", "1"]]) {
      assert.equal(Number(figure(agency, name)), Number(value), `${agency} ${name}`);
    }
  }
  const summary = rows(path(`report/bao-cao-${quarter}.xlsx`), 1);
  const row = (label) => summary.find((cells) => cells[0] === label);
  assert.equal(row("Ý kiến tiếp nhận")[2], 1);
  assert.equal(row("Đã trả lời")[2], 1);
  assert.equal(row("Hài lòng với câu trả lời (trung bình)")[2], 5);
  assert.ok(rows(path(`report/bao-cao-${quarter}.xlsx`), 2).some((cells) => cells[0] === "Sở Nội vụ"));
  assert.deepEqual([wrong, wrongToo, wrongThere], [[], [], []]);
});
