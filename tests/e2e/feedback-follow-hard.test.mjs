// What must hold whatever comes: markup in answers stays text, keys do everything, a hub that never answers is given up, and
// elements that go leave nothing behind.

import assert from "node:assert/strict";
import { test } from "node:test";
import { stage } from "./lib/act.mjs";
import { until } from "./lib/browsers.mjs";
import { CODE, PIN, answers, find, focused, follow, look, press, ready, shows, texts, tracked, value } from "./lib/follow.mjs";
import { MARKUP, SCHEMES } from "./lib/hostile.mjs";
import { harm, stay } from "./lib/harm.mjs";
import { leavesNothing } from "./lib/left.mjs";
import { counters, memories } from "./lib/probes.mjs";

const through = stage();
const EVIL = [...MARKUP, ...SCHEMES, ...SCHEMES.map((one) => `https://a.vn/${one}`)].join("\n");

/** As `harm`, but for a form, which these widgets have. */
const harmless = async (page) => {
  const found = await page.evaluate(harm);
  return found.filter((one) => !/: <(form|textarea|dl|dt|dd)[ >]/.test(one));
};

test("markup and addresses in what a hub says of an item stay text", () => {
  const item = { ...tracked(), title: MARKUP[0], label: MARKUP[1], kind: MARKUP[2], agency: MARKUP[3], timeline: [{ at: MARKUP[4], label: MARKUP[4], agency: MARKUP[5], note: EVIL }], reply: { at: "x", body: EVIL, action_taken: EVIL, evidence: EVIL, legal_basis: EVIL } };
  return follow(through, { item, width: 320 }, async ({ page, wrong }) => {
    await find(page);
    // From here on links are pressed, but not followed; a form would not be sent.
    await page.evaluate(stay);
    assert.deepEqual(await harmless(page), []);
    assert.equal((await texts(page, ".name"))[0], MARKUP[0]);
    const wide = await page.evaluate(() => document.scrollingElement.scrollWidth - innerWidth);
    assert.ok(wide <= 0, `${wide} px too wide`);
    assert.deepEqual(wrong, []);
  });
});

test("markup and addresses in published answers stay text", () => {
  const one = (n) => ({ id: `${MARKUP[n]}${n}`, title: MARKUP[n], kind: MARKUP[n], topic: MARKUP[n], agency: MARKUP[n], place: EVIL.slice(0, 150), body: EVIL, answer: EVIL, legal_basis: EVIL, answered: "2026-01-01T00:00:00Z" });
  const files = { answers: JSON.stringify({ version: "1.0", answers: MARKUP.map((_, n) => one(n)) }) };
  return through({ prepare: answers("", { files }), scripts: [stay], width: 320 }, async ({ page, wrong }) => {
    await ready(page);
    for (let n = 0; n < MARKUP.length; n += 1) {
      await page.evaluate((n) => document.querySelector("cchc-feedback").shadowRoot.querySelectorAll(".answer .plain")[n].click(), n);
      await shows(page, ".whole");
      assert.deepEqual(await harmless(page), []);
    }
    assert.deepEqual(wrong, []);
  });
});

test("an address that names something evil finds nothing", () =>
  follow(through, { hash: `#cchc-feedback=${encodeURIComponent(MARKUP[0])}` }, async ({ page, hub, wrong }) => {
    await ready(page);
    await focused(page, "#pin");
    await press(page, "[type=submit]");
    await focused(page, ".summary");
    assert.deepEqual(hub.asked, []);
    assert.deepEqual(await harmless(page), []);
    assert.deepEqual(wrong, []);
  }));

test("a hub that never answers is given up, and asked once for two presses", () => {
  // Twenty seconds are a blink here, as long as the hub does not answer.
  const quick = () => {
    const set = window.setTimeout;
    window.cchcBlinks = true;
    window.setTimeout = (act, ms, ...rest) => set(act, ms === 20000 && window.cchcBlinks ? 300 : ms, ...rest);
  };
  return follow(through, { scripts: [quick] }, async ({ page, hub }) => {
    await ready(page);
    hub.always("hang");
    await look(page);
    await press(page, "[type=submit]");
    await shows(page, ".trouble", "Chưa kết nối được");
    assert.equal(hub.asked.length, 1);
    assert.deepEqual([await value(page, "code"), await value(page, "pin")], [CODE, PIN]);
    hub.always();
    await page.evaluate(() => (window.cchcBlinks = false));
    await press(page, "[type=submit]");
    await shows(page, ".outcome");
  });
});

test("an item is found, rated and left by keys alone", () =>
  follow(through, {}, async ({ page, hub, wrong }) => {
    await ready(page);
    const at = () => page.evaluate(() => {
      const one = document.querySelector("cchc-feedback").shadowRoot.activeElement;
      return one ? one.id || one.getAttribute("data-act") || one.localName : document.activeElement.localName;
    });
    const tabTo = async (goal) => {
      for (let n = 0; n < 40; n += 1) {
        await page.keyboard.press("Tab");
        if ((await at()) === goal) return;
      }
      throw new Error(`Tab never came to ${goal}`);
    };
    await tabTo("code");
    await page.keyboard.type(CODE.toLowerCase().replace(/-/g, ""));
    assert.equal(await value(page, "code"), CODE);
    // A caret in the middle is left in peace.
    for (let n = 0; n < 3; n += 1) await page.keyboard.press("ArrowLeft");
    await page.keyboard.press("Backspace");
    await page.keyboard.type(CODE.at(-4).toLowerCase());
    await tabTo("pin");
    assert.equal(await value(page, "code"), CODE);
    await page.keyboard.type(PIN);
    await page.keyboard.press("Enter");
    await focused(page, ".name");
    await tabTo("rate");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("Space");
    await until(page, () => document.querySelector("cchc-feedback").shadowRoot.querySelector("[aria-checked=true]").getAttribute("data-value") === "3");
    assert.equal(hub.asked.length, 1, "what keys chose on the way is not sent");
    await tabTo("note");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Enter");
    await focused(page, ".done");
    assert.deepEqual(hub.asked.at(-1).body, { code: CODE, pin: PIN, rating: 3 });
    await tabTo("other");
    await page.keyboard.press("Enter");
    await focused(page, "#code");
    assert.deepEqual(wrong, []);
  }));

test("300 times in and out leave nothing behind", { timeout: 240000 }, (t) => {
  const cycle = async (count) => {
    const turn = () => new Promise((done) => requestAnimationFrame(done));
    const home = document.querySelector("main");
    const all = Array.from(document.querySelectorAll("cchc-feedback"));
    const isReady = () => all.every((host) => host.getAttribute("data-state") === "ready" && host.shadowRoot.querySelector("#code, #find"));
    for (let n = 0; n < count; n += 1) {
      if (n % 10 === 0) {
        while (!isReady()) await turn();
        // A question that is under way when the element goes.
        const root = all[0].shadowRoot;
        for (const [id, text] of [["code", "A8PVW-79HR-B38XT"], ["pin", "072666"]]) {
          const field = root.getElementById(id);
          field.value = text;
          field.dispatchEvent(new Event("input", { bubbles: true, composed: true }));
        }
        root.querySelector("[type=submit]").click();
      }
      all.forEach((host) => host.remove());
      await turn();
      all.forEach((host) => home.append(host));
      await turn();
    }
    while (!isReady()) await turn();
  };
  return follow(through, { scripts: [counters, memories], after: `<cchc-feedback mode="answers"></cchc-feedback>` }, async (stage) => {
    stage.hub.always("hang");
    await ready(stage.page);
    await leavesNothing(t, { page: stage.page, wrong: [] }, cycle, 300, 300);
  });
});
