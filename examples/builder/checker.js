// The part of the builder that checks a page.
import { check } from "./check.js";
import { RULES, told } from "./rules.js";
import { el, fill, find } from "./page.js";
import { WORDS } from "./words.js";

function shown(finding, lang) {
  const { severity } = RULES[finding.rule];
  const [what, fix] = told(finding, lang);
  const words = WORDS[lang];
  return el("li", { class: severity, "data-rule": finding.rule }, el("b", {}, `${words.severity[severity]} · ${words.line(finding.line)}`), el("span", {}, what), el("span", {}, fix));
}

/** Makes the button work; site and language are asked for when it is pressed. */
export function offerCheck(siteNow, langNow) {
  find("#check").addEventListener("click", () => {
    const lang = langNow();
    const words = WORDS[lang];
    const page = find("#page").value;
    const place = find("#findings");
    if (!page.trim()) return fill(place, [el("p", {}, words.empty)]);
    const findings = check(page, find("#header").value, siteNow());
    const summary = findings.length ? words.found(findings.length) : words.clean;
    fill(place, [el("p", {}, el("b", {}, summary)), el("ul", {}, ...findings.map((finding) => shown(finding, lang)))]);
  });
}
