// FlexSearch: beginnings of words in maps of numbers, the fastest of the peers.

import { Charset, Document, Encoder } from "flexsearch";
import { FIELDS, fold } from "./fold.mjs";

function engine(name, encoder) {
  let index;
  return {
    name,
    library: "flexsearch",
    async ready(records) {
      const fields = FIELDS.map(([field]) => ({ field, tokenize: "forward", encoder: new Encoder(encoder) }));
      index = new Document({ document: { id: "code", index: fields } });
      for (const record of records) index.add(record);
    },
    // The fields come one after the other, in the order in which they were named.
    search(text, most) {
      const codes = index.search(text, { limit: most, suggest: true }).flatMap(({ result }) => result);
      return [...new Set(codes)].slice(0, most);
    },
    index() {
      const parts = {};
      index.export((key, data) => (parts[key] = data));
      return JSON.stringify(parts);
    },
  };
}

export const shipped = engine("flexsearch", Charset.Default);
// Dots stay, so that codes are words.
export const withFold = engine("flexsearch + fold", { prepare: fold, numeric: false, split: /[^\p{L}\p{N}.]+/u });
