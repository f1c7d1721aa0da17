// uFuzzy: one regular expression over all names; knows a to z alone, so it gets folded text.

import uFuzzy from "@leeoniya/ufuzzy";
import { FIELDS, fold } from "./fold.mjs";

let matcher;
let codes;
let haystack;

export const withFold = {
  name: "ufuzzy + fold",
  library: "@leeoniya/ufuzzy",
  async ready(records) {
    // One slip in a word, words from their beginnings.
    matcher = new uFuzzy({ intraMode: 1, interLft: 2 });
    codes = records.map(({ code }) => code);
    haystack = records.map((record) => fold(FIELDS.map(([field]) => record[field]).join(" | ")));
  },
  search(text, most) {
    const [found, , order] = matcher.search(haystack, fold(text), 4, 1e3);
    if (!found) return [];
    return (order ? order.map((at) => found[at]) : found).slice(0, most).map((at) => codes[at]);
  },
};
