// The receipt's QR code is the tracking code, for whatever camera, in every theme.

import assert from "node:assert/strict";
import { test } from "node:test";
import { stage } from "./lib/act.mjs";
import { NOW, allIn, until } from "./lib/browsers.mjs";
import { drawn, scanned } from "./lib/camera.mjs";
import { fillIn, prepare, press, putHub, shows, texts } from "./lib/form.mjs";

const through = stage();

for (const theme of ["light", "dark", "contrast"]) {
  test(`a camera reads the tracking code of a receipt, ${theme}`, () =>
    through({ prepare: (proxy) => (putHub(proxy, {}), prepare(`theme="${theme}"`)(proxy)), date: NOW }, async ({ page, wrong }) => {
      await until(page, allIn, ["ready"]);
      await fillIn(page);
      await press(page, ".form [type=submit]");
      await shows(page, ".receipt .name", "Phiếu biên nhận");
      const [code] = await texts(page, ".code");
      const picture = await page.evaluate(drawn, "cchc-feedback");
      assert.equal(scanned(picture), code);
      assert.match(picture.label, /QR/);
      assert.ok(picture.width >= 100, `${picture.width} px`);
      assert.deepEqual(wrong, []);
    }));
}
