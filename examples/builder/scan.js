// Reads the tags of a page as text, with the line where each stands. Nothing of it is run or shown.

const TAG = /<!--[\s\S]*?(?:-->|$)|<(\/?)([a-zA-Z][\w-]*)((?:[^>"']|"[^"]*"|'[^']*')*)>/g;
const ATTRIBUTE = /([^\s=/"'>]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;
// What stands inside of these is no markup.
const RAW = ["script", "style", "textarea", "title"];
const ENTITIES = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", "#39": "'", "#039": "'" };

const decode = (text) => text.replace(/&(amp|lt|gt|quot|apos|#0?39);/g, (_, name) => ENTITIES[name]);

function attributesOf(text) {
  const attributes = {};
  const twice = [];
  let found;
  ATTRIBUTE.lastIndex = 0;
  while ((found = ATTRIBUTE.exec(text))) {
    const name = found[1].toLowerCase();
    const value = [found[2], found[3], found[4], ""].find((one) => one !== undefined);
    if (name in attributes) twice.push(name);
    else attributes[name] = decode(value);
  }
  return { attributes, twice };
}

/**
 * Every tag of `page` in order: { name, attributes, twice, closes, closesItself, line, start, end, raw }. `raw` is the text
 * inside of a script or style. Comments are left out.
 */
export function scan(page) {
  const tags = [];
  let line = 1;
  let seen = 0;
  const lineAt = (place) => {
    for (; seen < place; seen += 1) if (page[seen] === "\n") line += 1;
    return line;
  };
  let found;
  TAG.lastIndex = 0;
  while ((found = TAG.exec(page))) {
    if (!found[2]) continue;
    const name = found[2].toLowerCase();
    const tag = { name, closes: found[1] === "/", closesItself: /\/\s*$/.test(found[3]), line: lineAt(found.index), start: found.index, end: TAG.lastIndex, raw: "" };
    Object.assign(tag, attributesOf(found[3].replace(/\/\s*$/, "")));
    if (!tag.closes && RAW.indexOf(name) >= 0) {
      const close = page.slice(tag.end).search(new RegExp(`</${name}\\b`, "i"));
      const end = close < 0 ? page.length : tag.end + close;
      tag.raw = page.slice(tag.end, end);
      TAG.lastIndex = end;
    }
    tags.push(tag);
  }
  return tags;
}

/** What stands between a tag and the one that closes it; null where nothing closes it. */
export function inside(page, tags, tag) {
  let depth = 0;
  for (const other of tags.slice(tags.indexOf(tag))) {
    if (other.name !== tag.name) continue;
    depth += other.closes ? -1 : 1;
    if (!depth) return page.slice(tag.end, other.start);
  }
  return null;
}
