// A citizen's word arrives exactly once, whatever happens on the way.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { stage } from "./lib/act.mjs";
import { NOW, soon } from "./lib/browsers.mjs";
import { FORM, TEXT, barred, becomes, fill, kept, online, press, ready, says, send, told, visit, withoutBase, write, written } from "./lib/citizen.mjs";
import { isReal, problem } from "./lib/hub.mjs";
import { clock } from "./lib/probes.mjs";

/** Nothing went wrong in the page itself; what browsers write about failed requests is no fault of it. */
const sound = (wrong) => assert.deepEqual(wrong.filter((line) => /page error|cchc trap/.test(line) && !/Cross-Origin Request Blocked/.test(line)), []);

/** The one item that the hub has. */
function only(hub) {
  assert.equal(hub.items.size, 1, `items: ${hub.items.size}`);
  return hub.items.values().next().value.item;
}

for (const engine of ["chromium", "chromium-68", "firefox", "webkit"]) {
  describe(`in ${engine}`, () => {
    const through = stage(engine);

    test("one press is one item, and so are five", () =>
      visit(through, {}, async ({ page, hub, wrong }) => {
        await ready(page);
        await fill(page);
        await send(page, 5);
        await becomes(page, "done");
        assert.equal(only(hub).body, TEXT);
        assert.equal(hub.count("submissions"), 1);
        sound(wrong);
      }));

    test("the proof that the hub asks for goes with it", () =>
      visit(through, { before: (hub) => (hub.counter = 300) }, async ({ page, hub, wrong }) => {
        await ready(page);
        await fill(page);
        await send(page);
        await becomes(page, "done");
        const [{ altcha }] = hub.items.values();
        const { solution } = JSON.parse(Buffer.from(altcha, "base64"));
        assert.equal(solution.counter, isReal ? solution.counter : 300);
        assert.equal(hub.count("challenge"), 1);
        sound(wrong);
      }));

    test("without network it waits, also over a reload, and goes by itself", () =>
      visit(through, { before: (hub) => hub.all("cut") }, async ({ page, hub, wrong }) => {
        await ready(page);
        await fill(page);
        await send(page);
        await becomes(page, "waiting");
        assert.match(await says(page), /[0-9A-Z]{5}-[0-9A-Z]{4}-[0-9A-Z]{5}/);
        await page.reload();
        await ready(page);
        assert.equal(hub.items.size, 0);
        hub.all();
        await online(page);
        await soon(() => hub.items.size > 0, "it was not sent");
        assert.equal(only(hub).body, TEXT);
        sound(wrong);
      }));

    test("an answer that got lost is asked for again, and the item stays one", () =>
      visit(through, { before: (hub) => hub.fail("submissions", "lost") }, async ({ page, hub, wrong }) => {
        await ready(page);
        await fill(page);
        await send(page);
        // Browsers may repeat a request by themselves when a connection ends; then the answer is here already.
        await soon(() => hub.items.size > 0, "it was not stored");
        await online(page);
        await becomes(page, "done");
        only(hub);
        assert.ok(hub.replays >= 1);
        sound(wrong);
      }));

    test("a hub that stumbles is tried again", () =>
      visit(through, { before: (hub) => hub.fail("submissions", 500, 502) }, async ({ page, hub }) => {
        await ready(page);
        await fill(page);
        await send(page);
        await becomes(page, "waiting");
        await online(page);
        await soon(() => hub.count("submissions") === 2, "it was not tried again");
        await becomes(page, "waiting");
        await online(page);
        await becomes(page, "done");
        only(hub);
      }));

    test("a reload while the answer is on its way", () =>
      visit(through, { before: (hub) => hub.fail("submissions", "kept") }, async ({ page, hub }) => {
        await ready(page);
        await fill(page);
        await send(page);
        await soon(() => hub.items.size === 1, "it did not arrive");
        await page.reload();
        await ready(page);
        await soon(() => hub.replays === 1, "it was not asked for again");
        only(hub);
      }));

    test("what is being written comes back after a reload, and goes once", () =>
      visit(through, {}, async ({ page, hub }) => {
        await ready(page);
        await fill(page);
        await page.reload();
        await ready(page);
        await soon(async () => (await written(page, "/body")) === TEXT, "the text is gone");
        assert.equal(await written(page, "/title"), "Đèn đường tắt");
        await send(page);
        await becomes(page, "done");
        only(hub);
        await page.reload();
        await ready(page);
        assert.notEqual(await written(page, "/body"), TEXT);
      }));

    test("what the hub refuses stays here with its reason, and goes as another item once it is put right", () => {
      const errors = [{ pointer: "/body", code: "body-too-short", message: "Viết thêm một chút", message_en: "Write more" }];
      const refuse = (hub) => hub.fail("submissions", problem(422, "invalid", errors));
      return visit(through, { before: refuse }, async ({ page, hub }) => {
        await ready(page);
        await fill(page);
        await send(page);
        await becomes(page, "refused");
        await told(page, "Viết thêm một chút");
        await online(page);
        await press(page, "[data-act=repair]");
        await soon(async () => (await written(page, "/body")) === TEXT, "the text is gone");
        await write(page, "/body", `${TEXT} Thêm.`);
        await send(page);
        await becomes(page, "done");
        assert.equal(only(hub).body, `${TEXT} Thêm.`);
        const keys = hub.asked.filter((one) => one.what === "submissions").map((one) => one.key);
        assert.equal(new Set(keys).size, 2);
      });
    });

    test("after a wipe nothing is left on the device and nothing is sent", () =>
      visit(through, { before: (hub) => hub.all("cut") }, async ({ page, hub }) => {
        await ready(page);
        await fill(page);
        await send(page);
        await becomes(page, "waiting");
        assert.deepEqual(await kept(page), ["item"]);
        await press(page, "[data-act=wipe]");
        await soon(() => page.evaluate(() => !!document.querySelector("cchc-feedback").shadowRoot.querySelector("[data-act=wipe-do]")), "it does not ask");
        await press(page, "[data-act=wipe-do]");
        await soon(async () => (await kept(page)).length === 0, "something is left");
        hub.all();
        await online(page);
        await page.reload();
        await ready(page);
        assert.deepEqual(await kept(page), []);
        assert.equal(hub.count("submissions"), 0);
      }));
  });
}

for (const engine of ["chromium", "chromium-68", "firefox"]) {
  describe(`with time held, in ${engine}`, () => {
    const through = stage(engine);
    const advance = (page, ms) => page.evaluate((ms) => window.cchcClock.advance(ms), ms);
    const still = { scripts: [[clock, NOW]] };
    /** Time moves by small steps until this is so. */
    const passing = (page, ask, complaint) => soon(async () => (await ask()) || (await advance(page, 400), false), complaint);

    test("no answer within twenty seconds is none, and the next try asks for it", () =>
      visit(through, { ...still, before: (hub) => hub.fail("submissions", "kept") }, async ({ page, hub }) => {
        await passing(page, () => page.evaluate(() => !!document.querySelector("cchc-feedback").shadowRoot.querySelector("form")), "no form");
        await fill(page);
        await send(page);
        await passing(page, () => hub.items.size === 1, "it did not arrive");
        await advance(page, 19_000);
        assert.match(await says(page), /[0-9A-Z]{5}-/);
        assert.equal(hub.count("submissions"), 1);
        await passing(page, () => hub.replays === 1, "it was not asked for again");
        only(hub);
      }));

    test("a hub that asks to wait is not asked before, whatever gives hope", () => {
      const busy = { status: 503, headers: { "retry-after": "120" } };
      return visit(through, { ...still, before: (hub) => hub.fail("submissions", busy) }, async ({ page, hub }) => {
        await passing(page, () => page.evaluate(() => !!document.querySelector("cchc-feedback").shadowRoot.querySelector("form")), "no form");
        await fill(page);
        await send(page);
        await passing(page, () => hub.count("submissions") === 1, "it was not tried");
        await becomes(page, "waiting");
        await advance(page, 100_000);
        await online(page);
        await advance(page, 1_000);
        assert.equal(hub.count("submissions"), 1);
        await advance(page, 40_000);
        await passing(page, () => hub.items.size === 1, "it was not sent");
        await becomes(page, "done");
        assert.equal(hub.count("submissions"), 2);
        only(hub);
      });
    });

    const rating = { ...still, form: { ...FORM, rating: { question: "Hài lòng không?" } }, attributes: `mode="rating"` };
    const faces = (page) => passing(page, () => page.evaluate(() => !!document.querySelector("cchc-feedback").shadowRoot.querySelector("[data-act=rate]")), "no faces");

    test("a rating and the reason that follows are one item", () =>
      visit(through, rating, async ({ page, hub, wrong }) => {
        await faces(page);
        await press(page, "[data-act=rate][data-value='2']");
        await soon(async () => (await kept(page)).includes("item"), "it is not kept");
        await advance(page, 5_000);
        await press(page, "[data-act=rate][data-value='4']");
        await write(page, "/body", "Chờ lâu.");
        await advance(page, 5_000);
        assert.equal(hub.items.size, 0);
        await page.evaluate(() => document.querySelector("cchc-feedback").shadowRoot.querySelector("form [type=submit]").click());
        await passing(page, () => hub.items.size > 0, "it was not sent");
        await advance(page, 60_000);
        assert.deepEqual([only(hub).rating, only(hub).body], [4, "Chờ lâu."]);
        assert.equal(hub.count("submissions"), 1);
        sound(wrong);
      }));

    test("a rating without a reason goes by itself, also when the page was left", () =>
      visit(through, rating, async ({ page, hub }) => {
        await faces(page);
        await press(page, "[data-act=rate][data-value='5']");
        await soon(async () => (await kept(page)).includes("item"), "it is not kept");
        await advance(page, 20_000);
        assert.equal(hub.items.size, 0);
        await page.reload();
        await passing(page, () => hub.items.size > 0, "it was not sent");
        assert.equal(only(hub).rating, 5);
      }));
  });

  describe(`several tabs, in ${engine}`, () => {
    const through = stage(engine);

    /** A second tab with the same page. */
    const another = async (profile, url) => {
      const page = await profile.newPage();
      await page.goto(url);
      await ready(page);
      return page;
    };

    test("two tabs with one draft send one item", () =>
      visit(through, {}, async ({ page, profile, url, hub }) => {
        await ready(page);
        await fill(page);
        await soon(async () => (await kept(page)).includes("draft"), "it is not kept");
        const second = await another(profile, url);
        await soon(async () => (await written(second, "/body")) === TEXT, "the other tab does not know the draft");
        await Promise.all([send(page), send(second)]);
        await soon(() => hub.items.size > 0, "it was not sent");
        await becomes(page, "done");
        only(hub);
        await second.close();
      }));

    test("two tabs that write different things send two, and nothing is lost", () =>
      visit(through, { before: (hub) => hub.all("cut") }, async ({ page, profile, url, hub }) => {
        await ready(page);
        await fill(page);
        await soon(async () => (await kept(page)).includes("draft"), "it is not kept");
        const second = await another(profile, url);
        await soon(async () => (await written(second, "/body")) === TEXT, "the other tab does not know the draft");
        await write(second, "/body", `${TEXT} Tab hai.`);
        await send(page);
        await send(second);
        await becomes(page, "waiting");
        await becomes(second, "waiting");
        hub.all();
        await online(second);
        await soon(() => hub.items.size === 2, "one is missing");
        const bodies = Array.from(hub.items.values(), ({ item }) => item.body).sort();
        assert.deepEqual(bodies, [TEXT, `${TEXT} Tab hai.`]);
        await second.close();
      }));

    test("when the tab that sends is gone, the other one goes on", () =>
      visit(through, { before: (hub) => hub.always("submissions", "hang") }, async ({ page, profile, url, hub }) => {
        await ready(page);
        const second = await another(profile, url);
        await fill(page);
        await send(page);
        await soon(() => hub.count("submissions") === 1, "it was not tried");
        hub.always("submissions");
        await page.close();
        await soon(() => hub.items.size === 1, "nobody sent it");
        only(hub);
        await second.close();
      }));
  });
}

describe("where little or nothing can be kept", () => {
  const through = stage();

  for (const how of ["full", "refused"]) {
    test(`stores that are ${how}: it is sent, or said that it was not`, () =>
      visit(through, { scripts: [[barred, how]], before: (hub) => hub.all("cut") }, async ({ page, hub, wrong }) => {
        await ready(page);
        await fill(page);
        await send(page);
        await becomes(page, "waiting");
        assert.match(await says(page), /chưa gửi được/i);
        hub.all();
        await online(page);
        await becomes(page, "done");
        only(hub);
        sound(wrong);
      }));
  }

  test("without a database texts are kept all the same", () =>
    visit(through, { scripts: [withoutBase], before: (hub) => hub.all("cut") }, async ({ page, hub }) => {
      await ready(page);
      await fill(page);
      await send(page);
      await becomes(page, "waiting");
      await page.reload();
      await ready(page);
      hub.all();
      await online(page);
      await soon(() => hub.items.size > 0, "it was not kept");
      only(hub);
    }));

  test("a tab that crashes loses neither a draft nor what waits", () =>
    visit(through, { before: (hub) => hub.all("cut") }, async ({ page, profile, url, hub }) => {
      const crash = async (page) => {
        const client = await page.createCDPSession();
        const gone = new Promise((done) => page.once("error", done));
        client.send("Page.crash").catch(() => {});
        await gone;
        await page.close().catch(() => {});
        const next = await profile.newPage();
        await next.goto(url);
        await ready(next);
        return next;
      };
      await ready(page);
      await fill(page);
      await soon(async () => (await kept(page)).includes("draft"), "it is not kept");
      const second = await crash(page);
      await soon(async () => (await written(second, "/body")) === TEXT, "the draft is gone");
      await send(second);
      await becomes(second, "waiting");
      const third = await crash(second);
      hub.all();
      await online(third);
      await soon(() => hub.items.size > 0, "it was not kept");
      only(hub);
    }));
});
