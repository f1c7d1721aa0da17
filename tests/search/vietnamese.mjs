// Vietnamese letters for the query maker: marks dropped, moved, mistaken, and typed as the keys of Telex and VNI.
// On purpose not the code under test: two hands that agree prove more than one.

const TONES = { "\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5 };
const TONE_MARKS = ["", "\u0300", "\u0309", "\u0303", "\u0301", "\u0323"];
const HOOKED = { "a\u0302": "â", "e\u0302": "ê", "o\u0302": "ô", "a\u0306": "ă", "o\u031b": "ơ", "u\u031b": "ư" };
const VOWELS = "aăâeêioôơuưy";

/** Small letters without marks; đ is d. */
export const fold = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replace(/đ/g, "d");

/** Folded, and i for y where it is the whole vowel: two spellings of a syllable have one key. */
export const key = (text) => fold(text).replace(/(?<![a-z])([hklmst]?)y(?![a-z])/g, "$1i");

/** Letters and digits between what parts them. */
export const syllables = (text) => text.normalize("NFC").match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];

/** A syllable as small letters without tone, and its tone: 0 none, 1 huyền, 2 hỏi, 3 ngã, 4 sắc, 5 nặng. */
export function parts(syllable) {
  let tone = 0;
  const letters = [];
  for (const c of syllable.toLowerCase().normalize("NFD")) {
    if (c in TONES) tone = TONES[c];
    else if (/\p{M}/u.test(c)) letters[letters.length - 1] = HOOKED[letters.at(-1) + c] ?? letters.at(-1);
    else letters.push(c);
  }
  return { letters, tone };
}

/** Puts a tone where the older spelling has it (hòa, thủy), or the newer one (hoà, thuỷ). */
export function compose({ letters, tone }, newer = false) {
  const out = [...letters];
  if (tone) out[tonePlace(letters, newer)] += TONE_MARKS[tone];
  return out.join("").normalize("NFC");
}

function tonePlace(letters, newer) {
  const word = letters.join("");
  let first = letters.findIndex((c) => VOWELS.includes(c));
  if (first < 0) return letters.length - 1;
  // The letter after q, and i of gi before another vowel, belong to the consonant.
  const isGlide = /^qu[aăâeêiơy]/.test(word) || /^gi[aăâeêoôơuư]/.test(word);
  if (isGlide) first = 2;
  let end = first;
  while (end < letters.length && VOWELS.includes(letters[end])) end += 1;
  const vowels = letters.slice(first, end);
  const marked = vowels.findLastIndex((c) => "ăâêôơư".includes(c));
  if (marked >= 0) return first + marked;
  const closed = end < letters.length;
  if (vowels.length === 1) return first;
  if (vowels.length === 3 || closed) return first + 1;
  const pair = vowels.join("");
  return first + (newer && ["oa", "oe", "uy"].includes(pair) ? 1 : 0);
}

/** Whether the two places of the tone differ in this syllable. */
export const hasTwoPlaces = (syllable) => compose(parts(syllable)) !== compose(parts(syllable), true);

/** One spelling for both places of the tone. */
export const older = (text) => text.replace(/[\p{L}\p{M}]+/gu, (word) => compose(parts(word)));

/** The keys of Telex: marks behind their letter, the tone at the end; `short` has one w for ươ. */
export function telex(syllable, short) {
  const { letters, tone } = parts(syllable);
  const keys = { ă: "aw", â: "aa", đ: "dd", ê: "ee", ô: "oo", ơ: "ow", ư: "uw" };
  let out = letters.map((c) => keys[c] ?? c).join("");
  if (short) out = out.replace("uwow", "uow");
  return out + ["", "f", "r", "x", "s", "j"][tone];
}

/** The keys of VNI: marks behind their letter, the tone at the end. */
export function vni(syllable) {
  const { letters, tone } = parts(syllable);
  const keys = { ă: "a8", â: "a6", đ: "d9", ê: "e6", ô: "o6", ơ: "o7", ư: "u7" };
  return letters.map((c) => keys[c] ?? c).join("") + ["", "2", "3", "4", "1", "5"][tone];
}

/** The same syllable with another tone that it can bear; `roll` in [0, 1). Hỏi and ngã change places, as people hear them. */
export function mistaken(syllable, roll) {
  const { letters, tone } = parts(syllable);
  if (tone === 2 || tone === 3) return compose({ letters, tone: 5 - tone });
  const isStopped = /(c|ch|p|t)$/.test(letters.join(""));
  const can = (isStopped ? [4, 5] : [1, 2, 3, 4, 5]).filter((one) => one !== tone);
  return compose({ letters, tone: can[Math.floor(roll * can.length)] });
}
