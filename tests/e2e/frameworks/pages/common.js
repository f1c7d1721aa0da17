// What the page of every framework does: two elements in a list, one set by properties, one by attributes, with a link
// inside each. `begin` renders and returns how to change the state; the test drives `start` and `change`.

import { load, version } from "cchc-widgets";

export function page(begin) {
  window.seen = [];
  const on = (event) => {
    window.seen.push({ type: event.type, from: event.target.id, detail: event.detail });
    if (event.type === "cchc-news-open") event.preventDefault();
  };
  // Early: the elements are defined before the framework makes them. Late: it makes them first.
  window.start = async (state, isLate) => {
    const script = () => load(`/v1/${version}/cchc.js`);
    if (!isLate) await script();
    window.change = await begin(document.getElementById("app"), state, on);
    if (isLate) await script();
  };
}
