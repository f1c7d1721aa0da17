// fuzzysort: letters of the query in their order, the denser the better; strips marks by itself, but not that of đ.

import fuzzysort from "fuzzysort";
import { FIELDS, fold, folded } from "./fold.mjs";

const keys = FIELDS.map(([name]) => name);

function engine(name, prepare, prepareText) {
  let snapshot;
  return {
    name,
    library: "fuzzysort",
    async ready(records) {
      snapshot = fuzzysort.snapshot(records.map(prepare), { keys });
    },
    search: (text, most) => fuzzysort.go(prepareText(text), snapshot, { limit: most, threshold: 0 }).map(({ obj }) => obj.code),
  };
}

export const shipped = engine("fuzzysort", (record) => record, (text) => text);
export const withFold = engine("fuzzysort + fold", folded, fold);
