// The floor of the bench: the list as a careful engineer writes it by hand for one page. No framework, no shadow root.

import { news } from "../shared/news.js";

function row({ url, title, meta }) {
  const link = Object.assign(document.createElement("a"), { href: url, textContent: title });
  const small = Object.assign(document.createElement("small"), { textContent: meta });
  const line = document.createElement("li");
  line.append(link, " ", small);
  return line;
}

const place = document.querySelector(".fallback");
news(Number(place.dataset.limit))
  .then((items) => {
    const list = document.createElement("ul");
    list.className = "news-plain";
    list.append(...items.map(row));
    place.replaceChildren(list);
  })
  .catch((error) => console.warn(error));
