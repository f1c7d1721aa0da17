// The floor of the bench: the list as a careful engineer writes it by hand for one page. No framework, no shadow root.

import { news } from "../shared/news.js";
import { row } from "./row.js";

const place = document.querySelector(".fallback");
news(Number(place.dataset.limit))
  .then((items) => {
    const list = document.createElement("ul");
    list.className = "news-plain";
    list.append(...items.map(row));
    place.replaceChildren(list);
  })
  .catch((error) => console.warn(error));
