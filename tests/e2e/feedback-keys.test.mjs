// The form by keys alone: everything that a pointer does, in the order in which it stands, and nothing that a key chose on the
// way is sent.

import assert from "node:assert/strict";
import { test } from "node:test";
import { stage } from "./lib/act.mjs";
import { allIn, until } from "./lib/browsers.mjs";
import { attribute, gone, listenTo, prepare, putHub, shows, texts, value } from "./lib/form.mjs";

const through = stage();
const ready = (page) => until(page, allIn, ["ready"]);
const answered = (attributes = "") => (proxy) => {
  putHub(proxy);
  return prepare(attributes)(proxy);
};

/** What has the focus: name or act, and value. */
const at = (page) => page.evaluate(() => {
  const one = document.querySelector("cchc-feedback").shadowRoot.activeElement;
  if (!one) return document.activeElement.localName;
  const act = one.getAttribute("data-act");
  return [one.name || act || one.localName, one.type === "radio" || one.type === "checkbox" || act === "rate" ? one.getAttribute("value") || one.getAttribute("data-value") : ""].join(" ").trim();
});

/** Tabs until something has the focus; gives everything on the way. */
async function tabTo(page, goal) {
  const way = [];
  while (way.length < 60) {
    await page.keyboard.press("Tab");
    way.push(await at(page));
    if (way.at(-1) === goal) return way;
  }
  throw new Error(`Tab never came to ${goal}: ${way.join(", ")}`);
}

test("a whole item is written, put right and sent by keys", () =>
  through({ prepare: answered() }, async ({ page, wrong }) => {
    await ready(page);
    const sent = listenTo(page);
    await tabTo(page, "/kind phan_anh");
    await page.keyboard.press("Space");
    await shows(page, "[name='/topic']");
    await tabTo(page, "/agency");
    await page.keyboard.type("so noi", { delay: 5 });
    await shows(page, "[role=option]", "Sở Nội vụ");
    assert.equal(await attribute(page, "[name='/agency']", "aria-expanded"), "true");
    await page.keyboard.press("ArrowDown");
    await shows(page, "[role=option][aria-selected=true]", "Sở Nội vụ");
    // Escape closes what is offered and undoes nothing.
    await page.keyboard.press("Escape");
    await gone(page, "[role=option]");
    await page.keyboard.press("ArrowDown");
    await shows(page, "[role=option][aria-selected=true]", "Sở Nội vụ");
    await page.keyboard.press("Enter");
    await until(page, () => document.querySelector("cchc-feedback").shadowRoot.querySelector("[name='/agency']").value === "Sở Nội vụ");
    await gone(page, ".summary");
    await tabTo(page, "/title");
    await page.keyboard.type("Chờ lâu");
    await tabTo(page, "/body");
    await page.keyboard.type("Ngày 5/1 tôi chờ từ 8 giờ tới 11 giờ chưa được gọi.");
    await shows(page, ".count", "Còn 39");
    const way = await tabTo(page, "/consent giai-quyet");
    assert.ok(!way.includes("/trap"), "the trap is not reached by keys");
    assert.ok(way.includes("/uploads"), "files are");
    await page.keyboard.press("Space");
    // Enter in a line sends: one answer is still missing, and the focus goes where it is said.
    await tabTo(page, "/consent thong-ke");
    await page.keyboard.press("Enter");
    await until(page, () => (document.querySelector("cchc-feedback").shadowRoot.activeElement || {}).className === "summary");
    assert.equal((await texts(page, ".summary a")).length, 1);
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    assert.equal(await at(page), "/answers/qua-kenh truc-tiep");
    await page.keyboard.press("ArrowDown");
    assert.equal(await at(page), "/answers/qua-kenh truc-tuyen");
    await page.keyboard.press("Enter");
    await shows(page, ".outcome", "Cơ quan đã nhận được");
    assert.equal(sent.length, 1);
    assert.deepEqual(sent[0].answers, { "qua-kenh": "truc-tuyen" });
    assert.deepEqual(wrong, []);
  }));

test("arrows go through the faces, and only Space or Enter chooses", () =>
  through({ prepare: answered(`mode="rating"`) }, async ({ page, wrong }) => {
    await ready(page);
    await tabTo(page, "rate 1");
    for (const next of ["2", "3", "4"]) {
      await page.keyboard.press("ArrowRight");
      assert.equal(await at(page), `rate ${next}`);
    }
    await page.keyboard.press("ArrowLeft");
    assert.deepEqual(await texts(page, ".outcome"), [], "nothing is chosen on the way");
    await page.keyboard.press("Space");
    await shows(page, ".outcome", "Bình thường");
    assert.equal(await value(page, "/body"), "");
    assert.deepEqual(wrong, []);
  }));

test("what an input method composes chooses nothing", () =>
  through({ prepare: answered() }, async ({ page }) => {
    await ready(page);
    await page.evaluate(() => {
      const field = document.querySelector("cchc-feedback").shadowRoot.querySelector("[name='/ward']");
      field.focus();
      field.value = "hoan";
      field.dispatchEvent(new Event("input", { bubbles: true }));
    });
    await shows(page, "[role=option]", "Hoàn Kiếm");
    const isTaken = await page.evaluate(() => {
      const field = document.querySelector("cchc-feedback").shadowRoot.querySelector("[name='/ward']");
      return ["ArrowDown", "Enter"].some((key) => !field.dispatchEvent(new KeyboardEvent("keydown", { key, isComposing: true, bubbles: true, cancelable: true })));
    });
    assert.equal(isTaken, false);
    assert.equal(await value(page, "/ward"), "hoan");
  }));
