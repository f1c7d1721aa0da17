// Photos and papers with an item: made ready on the device, sent before it, once.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { stage } from "./lib/act.mjs";
import { soon, until } from "./lib/browsers.mjs";
import { FORM, becomes, fill, kept, online, press, ready, send, told, visit } from "./lib/citizen.mjs";
import { isReal } from "./lib/hub.mjs";

const SECRET = "21.0278N 105.8342E";

/** Chooses a file that is made in the page: `photo` as a camera writes it (lying on its side, with its place), else these bytes. */
const choose = (page, name, what) => page.evaluate(async (name, what, secret) => {
  let parts = [what];
  if (what.photo) {
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = what.photo;
    const brush = canvas.getContext("2d");
    brush.fillStyle = "#f00";
    brush.fillRect(0, 0, canvas.width, canvas.height);
    brush.fillStyle = "#00f";
    brush.fillRect(canvas.width / 2, 0, canvas.width, canvas.height);
    const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg"));
    const jpeg = new Uint8Array(await new Response(blob).arrayBuffer());
    // Exif, big-endian: one entry, orientation 6; then where it was taken.
    const tiff = [0x4d, 0x4d, 0, 42, 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0];
    const exif = [0x45, 0x78, 0x69, 0x66, 0, 0].concat(tiff, Array.from(secret, (letter) => letter.charCodeAt(0)));
    parts = [jpeg.slice(0, 2), Uint8Array.from([0xff, 0xe1, 0, exif.length + 2].concat(exif)), jpeg.slice(2)];
  } else if (what.bytes) {
    parts = [Uint8Array.from(what.bytes), new Uint8Array(what.size || 0)];
  }
  const chosen = new DataTransfer();
  chosen.items.add(new File(parts, name, { type: what.type || "" }));
  const field = document.querySelector("cchc-feedback").shadowRoot.getElementById("/uploads");
  field.files = chosen.files;
  field.dispatchEvent(new Event("change", { bubbles: true, composed: true }));
}, name, what, SECRET);

/** Waits until so many files are ready to be sent. */
const taken = (page, count) => until(page, (count) => {
  const root = document.querySelector("cchc-feedback").shadowRoot;
  return (root.querySelector(".root").textContent.match(/Sẵn sàng gửi/g) || []).length === count;
}, count);

/** Size of a picture, and its colours at the top and at the bottom. */
const seen = (page, bytes) => page.evaluate(async (bytes) => {
  const picture = await createImageBitmap(new Blob([Uint8Array.from(atob(bytes), (letter) => letter.charCodeAt(0))], { type: "image/jpeg" }));
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [picture.width, picture.height];
  const brush = canvas.getContext("2d");
  brush.drawImage(picture, 0, 0);
  const colour = (y) => {
    const [red, , blue] = brush.getImageData(picture.width / 2, y, 1, 1).data;
    return red > 200 && blue < 60 ? "red" : blue > 200 && red < 60 ? "blue" : `${red} ${blue}`;
  };
  return [picture.width, picture.height, colour(10), colour(picture.height - 10)];
}, bytes.toString("base64"));

const PAPER = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\n% giay to\ntrailer<</Root 1 0 R>>\n%%EOF\n";
const pdf = { bytes: Array.from(PAPER, (letter) => letter.charCodeAt(0)), type: "application/pdf" };

for (const engine of ["chromium", "chromium-68", "firefox", "webkit"]) {
  describe(`in ${engine}`, () => {
    const through = stage(engine);

    test("a photo stands upright, is made smaller and says no longer where it was taken", () =>
      visit(through, {}, async ({ page, hub }) => {
        await ready(page);
        await fill(page);
        await choose(page, "IMG_0001.JPEG", { photo: [3000, 2250], type: "image/jpeg" });
        await taken(page, 1);
        await send(page);
        await becomes(page, "done");
        const [{ item }] = hub.items.values();
        assert.deepEqual(item.uploads, [...hub.uploads.keys()]);
        const [{ body, type, name }] = hub.uploads.values();
        assert.equal(type, "image/jpeg");
        if (name) assert.equal(name, "IMG_0001.jpg");
        assert.ok(!body.includes("Exif") && !body.includes(SECRET));
        assert.deepEqual(await seen(page, body), [1536, 2048, "red", "blue"]);
        await soon(async () => (await kept(page)).join() === "item", "the file is still kept");
      }));

    test("files outlive a reload and are sent once, even if the answer to the item is lost", () =>
      visit(through, { before: (hub) => hub.all("cut") }, async ({ page, hub }) => {
        await ready(page);
        await fill(page);
        await choose(page, "a.jpg", { photo: [60, 40], type: "image/jpeg" });
        await choose(page, "b.pdf", pdf);
        await taken(page, 2);
        await page.reload();
        await ready(page);
        await taken(page, 2);
        await send(page);
        await becomes(page, "waiting");
        await page.reload();
        await ready(page);
        hub.all();
        hub.fail("submissions", "lost", 500);
        await online(page);
        await soon(() => hub.items.size === 1, "it was not sent");
        await soon(async () => (await online(page), hub.replays > 0), "it was not asked for again");
        assert.deepEqual(Array.from(hub.uploads.values(), ({ count }) => count), [1, 1]);
        assert.ok(hub.uploads.get([...hub.items.values()][0].item.uploads[1]).body.includes("giay to"));
      }));
  });
}

describe("what is not taken", () => {
  const through = stage();
  const words = { type: "Chỉ nhận", unreadable: "Không đọc được" };
  const limits = { ...FORM.limits, file_bytes: 4000 };
  for (const [what, file, said] of [
    ["a picture of an iPhone that this browser cannot read", { bytes: [0, 0, 0, 24, ...Buffer.from("ftypheic")], size: 40, type: "image/heic" }, words.type],
    ["a page that calls itself a photo", { bytes: [...Buffer.from("<script>alert(1)</script>")], type: "image/jpeg" }, words.type],
    ["half a photo", { bytes: [0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 1], size: 40, type: "image/jpeg" }, words.unreadable],
    ["a document that is too large", { ...pdf, size: 5000 }, "lớn"],
  ]) {
    test(`${what} is refused in words, and the item goes without it`, () =>
      visit(through, { form: { ...FORM, limits } }, async ({ page, hub }) => {
        await ready(page);
        await fill(page);
        await choose(page, "tep", file);
        await told(page, said);
        await send(page);
        await becomes(page, "done");
        assert.equal(hub.uploads.size, 0);
        assert.equal(hub.items.size, 1);
      }));
  }

  test("a file that is taken out again is neither sent nor kept", () =>
    visit(through, {}, async ({ page, hub }) => {
      await ready(page);
      await fill(page);
      await choose(page, "b.pdf", pdf);
      await taken(page, 1);
      await press(page, "[data-act=detach]");
      await soon(async () => !(await kept(page)).includes("file"), "it is still kept");
      await send(page);
      await becomes(page, "done");
      assert.equal(hub.uploads.size, 0);
    }));

  test("what the hub lost meanwhile is sent to it again", { skip: isReal && "nothing makes the real one lose a file" }, () =>
    visit(through, { before: (hub) => hub.fail("submissions", 500) }, async ({ page, hub }) => {
      await ready(page);
      await fill(page);
      await choose(page, "b.pdf", pdf);
      await taken(page, 1);
      await send(page);
      await becomes(page, "waiting");
      assert.equal(hub.uploads.size, 1);
      hub.uploads.clear();
      await soon(async () => (await online(page), hub.items.size === 1), "it was not sent");
      assert.equal(hub.uploads.size, 1);
    }));
});
