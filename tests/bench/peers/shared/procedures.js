// What every page of lookup does alike: the list of the feed, gone through at every key for names, citizens' words and codes that
// have all the words asked for, without marks. No slips, no Telex, no synonyms, no filters, nothing without network; what a
// procedure needs stands on its official page.

import { file } from "./feed.js";

const POPULAR = 8;
const MOST = 10;

const fold = (text) => text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d");

/** The procedures, as { id, url, title, meta }, with what is searched of each. */
export async function procedures() {
  const list = await file("procedures");
  return list.procedures.map(({ id, url, name, field, handler, keywords = [], rarity }) => {
    const searched = fold([id, name, ...keywords].join(" "));
    return { id, url, title: name, meta: [id, field, handler].filter(Boolean).join(" · "), rarity: rarity ?? 9, searched };
  });
}

/** What a text finds, the everyday ones and the plainest names first; without a text what is often needed. */
export function find(all, text) {
  const words = fold(text).split(/\s+/).filter(Boolean);
  return all
    .filter(({ searched }) => words.every((word) => searched.includes(word)))
    .sort((a, b) => a.rarity - b.rarity || a.title.length - b.title.length)
    .slice(0, words.length ? MOST : POPULAR);
}

/** What stands above the list. */
export const heading = (text) => (text.trim() ? "Kết quả" : "Thủ tục hay dùng");
