// Orama: words in a radix tree, BM25.

import { create, insertMultiple, save, search } from "@orama/orama";
import { FIELDS, words } from "./fold.mjs";

const boost = Object.fromEntries(FIELDS);
const named = Object.fromEntries(FIELDS.slice(0, 3));
const schema = Object.fromEntries(FIELDS.map(([name]) => [name, "string"]));

function engine(name, components, options) {
  let index;
  return {
    name,
    library: "@orama/orama",
    async ready(records) {
      index = create({ schema, components });
      await insertMultiple(index, records.map((record) => ({ ...record })), 1000);
    },
    async search(term, limit) {
      const found = await search(index, { term, limit, boost: options.properties ? named : boost, ...options });
      return found.hits.map(({ document }) => document.code);
    },
    index: () => JSON.stringify(save(index)),
  };
}

const tokenizer = { language: "vietnamese", normalizationCache: new Map(), tokenize: (text) => [...new Set(words(text))] };
export const shipped = engine("orama", undefined, { tolerance: 1 });
// Chosen on the half `tune`: with an edit forgiven it finds half as much, because it weighs near words like exact ones.
export const withFold = engine("orama + fold", { tokenizer }, { tolerance: 0, properties: ["name", "code", "keywords"], relevance: { k: 1.2, b: 1, d: 0 } });
