// One class of queries, one transformation: what people do to a name on its way into a search box. Each gets the words of
// a span and a source of chance, and gives the query, or nothing where it does not apply. README.md says each in words.

import { compose, fold, hasTwoPlaces, key, mistaken, parts, syllables, telex, vni } from "./vietnamese.mjs";

const NEIGHBOURS = { q: "wa", w: "qes", e: "wrd", r: "etf", t: "ryg", y: "tuh", u: "yij", i: "uok", o: "ipl", p: "ol", a: "qsz", s: "adw", d: "sfe", f: "dgr", g: "fht", h: "gjy", j: "hkn", k: "jlm", l: "kop", z: "xas", x: "zcs", c: "xvd", v: "cbf", b: "vng", n: "bmh", m: "nk" };
const NOISE = [
  (q) => `xin ${q} như thế nào`,
  (q) => `thủ tục ${q} cần gì`,
  (q) => `hồ sơ ${q} gồm những gì`,
  (q) => `cho hỏi ${q} ở đâu`,
  (q) => `muốn ${q} thì làm thế nào`,
  (q) => `${q} mất bao lâu`,
];
const pick = (list, roll) => list[Math.floor(roll() * list.length)];
const plain = (span) => span.words.map((word) => word.toLowerCase());
const text = (words) => words.join(" ");

export const TRANSFORMS = {
  exact: (span) => span.text,
  folded: (span) => fold(text(plain(span))),
  typo(span, roll, turn) {
    const words = turn % 2 ? plain(span) : plain(span).map(fold);
    const long = words.map((word, at) => [word, at]).filter(([word]) => word.length >= 4 && /^\p{L}+$/u.test(word));
    if (!long.length) return undefined;
    const [word, at] = pick(long, roll);
    words[at] = slip([...word], roll);
    return words[at] === word ? undefined : text(words);
  },
  tone(span, roll, turn) {
    const words = plain(span);
    if (turn % 3 === 0) {
      if (!words.some(hasTwoPlaces)) return undefined;
      return text(words.map((word) => (word === compose(parts(word)) ? compose(parts(word), true) : compose(parts(word)))));
    }
    if (turn % 3 === 1) {
      const turned = words.map(otherVowel);
      return text(turned) === text(words) ? undefined : text(turned);
    }
    return text(words).normalize("NFD");
  },
  telex: (span, roll) => text(plain(span).map(((short) => (word) => telex(word, short))(roll() < 0.5))),
  vni: (span) => (/\d/.test(span.text) ? undefined : text(plain(span).map(vni))),
  mixed(span, roll) {
    const words = plain(span);
    const marked = words.map((word, at) => at).filter((at) => fold(words[at]) !== words[at]);
    if (marked.length < 2) return undefined;
    const first = roll() < 0.5 ? 0 : 1;
    marked.filter((_, at) => at % 2 === first).forEach((at) => (words[at] = fold(words[at])));
    return text(words);
  },
  order(span, roll, turn) {
    const words = plain(span);
    if (words.length < 4 || !span.cuts.length) return undefined;
    const at = pick(span.cuts, roll);
    const swapped = text([...words.slice(at), ...words.slice(0, at)]);
    return turn % 2 ? swapped : fold(swapped);
  },
  half(span, roll, turn) {
    const words = plain(span);
    const last = words.at(-1);
    if (words.length < 3 || last.length < 3 || !/^\p{L}+$/u.test(last)) return undefined;
    const kept = 1 + Math.floor(roll() * Math.min(3, last.length - 1));
    const cut = text([...words.slice(0, -1), [...last].slice(0, kept).join("")]);
    return turn % 2 ? cut : fold(cut);
  },
  joined: (span) => (span.words.length > 5 ? undefined : fold(plain(span).join(""))),
  noise(span, roll, turn) {
    const query = pick(NOISE, roll)(text(plain(span)));
    return turn % 2 ? query : fold(query);
  },
  wrongmark(span, roll) {
    const words = plain(span);
    const toned = words.map((word, at) => at).filter((at) => parts(words[at]).tone > 0);
    if (!toned.length) return undefined;
    const risky = toned.filter((at) => [2, 3].includes(parts(words[at]).tone));
    const at = pick(risky.length ? risky : toned, roll);
    words[at] = mistaken(words[at], roll());
    return text(words);
  },
};

/** One letter wrong, left out, doubled, or swapped with the next. */
function slip(letters, roll) {
  const at = Math.floor(roll() * (letters.length - 1));
  switch (Math.floor(roll() * 4)) {
    case 0:
      letters[at] = pick([...(NEIGHBOURS[fold(letters[at])] ?? "n")], roll);
      break;
    case 1:
      letters.splice(at, 1);
      break;
    case 2:
      letters.splice(at, 0, letters[at]);
      break;
    default:
      [letters[at], letters[at + 1]] = [letters[at + 1], letters[at]];
  }
  return letters.join("");
}

/** `kí` for `ký` and the other way round, where i or y is the whole vowel. */
function otherVowel(word) {
  const { letters, tone } = parts(word);
  const bare = letters.join("");
  if (!/^[hklmst][iy]$/.test(bare)) return word;
  const other = bare.endsWith("y") ? "i" : "y";
  return compose({ letters: [...bare.slice(0, -1), other], tone });
}

/** Right answers are the target's alone: no other name fits the query as well. `shorter` is for whole names. */
export function isClear(kind, query, span, find) {
  const rivals = (found) => found.filter((group) => group !== span.group && (!span.isWhole || group.keys.length <= span.group.keys.length));
  const keys = syllables(query).map(key);
  if (kind === "typo") return find.withRun(keys).every((group) => group === span.group);
  if (kind === "half") return !rivals(find.withRun(keys, { isOpen: true })).length;
  if (kind === "joined") return !rivals(find.withJoined(query)).length;
  // Turned about, a query is no run any more: then no other name may have all of its syllables.
  if (kind === "order") return !rivals(find.withAll(keys)).length;
  return true;
}
