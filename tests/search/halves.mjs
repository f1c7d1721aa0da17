// Chance without chance: the same text gives the same numbers everywhere. And the two halves of the queries.

/** FNV-1a over UTF-16 units, stirred so that near texts lie far apart; 0 to 2³² - 1. */
export function hash(text) {
  let h = 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) h = Math.imul(h ^ text.charCodeAt(at), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

/** Numbers in [0, 1) that follow from a text. */
export function chance(text) {
  let turn = 0;
  return () => hash(`${text}#${(turn += 1)}`) / 2 ** 32;
}

/**
 * Says in which half a query is: that of its right answers. Procedures that share a query belong together, so the halves
 * are made of whole families and no procedure is asked for in both.
 */
export function halves(queries) {
  const parent = new Map();
  const head = (code) => {
    const up = parent.get(code) ?? code;
    if (up === code) return code;
    const top = head(up);
    parent.set(code, top);
    return top;
  };
  for (const { codes } of queries) {
    for (const code of codes) {
      const [a, b] = [head(codes[0]), head(code)].sort();
      parent.set(b, a);
    }
  }
  return ({ codes }) => (hash(`half${head(codes[0])}`) % 2 ? "held" : "tune");
}
