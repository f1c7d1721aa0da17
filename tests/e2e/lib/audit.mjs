// Accessibility by axe-core. Inside the widgets the bar is higher than on the page: contrast of 7:1, and every rule that a
// tool can check.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { TAGS } from "./browsers.mjs";
import { modules } from "./paths.mjs";

const AXE = readFileSync(join(modules, "axe-core/axe.min.js"), "utf8");

// Rules that axe leaves off by default.
const MORE = { "target-size": { enabled: true }, "label-content-name-mismatch": { enabled: true }, "focus-order-semantics": { enabled: true } };
const INSIDE = ["color-contrast-enhanced", "identical-links-same-purpose", "target-size"];

/** All violations on the page, then the stricter ones inside the widgets. */
export async function audit(page) {
  await page.evaluate(AXE);
  return page.evaluate(
    async (more, inside, tags) => {
      const tell = ({ violations }) =>
        violations.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id}: ${target.flat().join(" >> ")}: ${failureSummary.replace(/\s+/g, " ")}`));
      const whole = await axe.run(document, { resultTypes: ["violations"], rules: more });
      const widgets = await axe.run({ include: tags.filter((tag) => document.querySelector(tag)).map((tag) => [tag]) }, { resultTypes: ["violations"], runOnly: { type: "rule", values: inside } });
      return [...tell(whole), ...tell(widgets)];
    },
    MORE,
    INSIDE,
    TAGS,
  );
}
