// React 19: what is a property of the element is set as one, all else as an attribute; listeners are `on` and the event's name.

import { useState } from "react";
import { createRoot } from "react-dom/client";
import { flushSync } from "react-dom";
import { page } from "./common.js";

let set;

function App({ first, on }) {
  const [state, setState] = useState(first);
  set = setState;
  const { feed, layout, limit, maxAge, eager, word } = state;
  const shared = { feed, layout, limit, eager, "oncchc-ready": on, "oncchc-news-open": on };
  return state.order.map((id) => id === "properties"
    ? <cchc-news key={id} id={id} {...shared} maxAge={maxAge}><a href="https://example.vn/">{word}</a></cchc-news>
    : <cchc-news key={id} id={id} {...shared} max-age={maxAge}><a href="https://example.vn/">{word}</a></cchc-news>);
}

page((target, first, on) => {
  flushSync(() => createRoot(target).render(<App first={first} on={on} />));
  return (patch) => flushSync(() => set((state) => ({ ...state, ...patch })));
});
