// What every page of charts draws: the values of each index, year by year, from the feed's file.

import { file } from "./feed.js";

/** The indexes with two values or more, as { name, unit, years, values }. */
export async function series(place) {
  const { indexes } = await file("indexes");
  const wanted = place.dataset.index.split(" ");
  const all = wanted.map((id) => indexes.find((index) => index.id === id)).map(({ short, unit, observations }) => {
    const known = observations.filter(({ value }) => value !== undefined).sort((a, b) => a.period - b.period);
    return { name: short, unit, years: known.map(({ period }) => Number(period)), values: known.map(({ value }) => value) };
  });
  return all.filter(({ values }) => values.length > 1);
}

/** Draws each index in a box of its own, in place of the fallback. */
export async function draw(one) {
  const place = document.querySelector(".fallback");
  const all = await series(place);
  const boxes = all.map(({ name }) => {
    const box = document.createElement("div");
    box.className = "chart";
    box.style.cssText = "width: 300px; height: 160px";
    box.setAttribute("aria-label", name);
    return box;
  });
  place.replaceChildren(...boxes);
  all.forEach((index, at) => one(boxes[at], index));
}

export const SIZE = { width: 300, height: 160 };
