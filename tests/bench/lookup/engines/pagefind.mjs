// Pagefind: an index in parts, fetched as they are needed, searched by WebAssembly of its own.

import { fold } from "./fold.mjs";

function engine(name, folder, prepare) {
  let found;
  return {
    name,
    library: "pagefind",
    async ready() {
      found = await import(`/${folder}/pagefind.js`);
      await found.options({ basePath: `/${folder}/`, excerptLength: 1 });
      await found.init();
    },
    // The results of a search are addresses of files; what is in them is fetched too.
    async search(text, most) {
      const { results } = await found.search(prepare(text));
      const records = await Promise.all(results.slice(0, most).map((result) => result.data()));
      return records.map(({ meta }) => meta.code);
    },
  };
}

export const shipped = engine("pagefind", "pagefind-shipped", (text) => text);
export const withFold = engine("pagefind + fold", "pagefind-withFold", fold);
