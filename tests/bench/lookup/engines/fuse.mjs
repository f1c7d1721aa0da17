// Fuse.js: every record compared with the query letter by letter. No index, so words anywhere in a name (ignoreLocation).

import Fuse from "fuse.js";
import { FIELDS, fold } from "./fold.mjs";

let fuse;

export const withFold = {
  name: "fuse.js + fold",
  library: "fuse.js",
  async ready(records) {
    const keys = FIELDS.map(([name, weight]) => ({ name, weight }));
    const getFn = (record, path) => fold(Fuse.config.getFn(record, path));
    fuse = new Fuse(records, { keys, ignoreLocation: true, getFn });
  },
  search: (text, most) => fuse.search(fold(text), { limit: most }).map(({ item }) => item.code),
};
