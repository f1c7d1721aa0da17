// The list as a component of Preact.

import { render } from "preact";
import { news } from "../shared/news.js";

function List({ items }) {
  return (
    <ul class="news-plain">
      {items.map(({ id, url, title, meta }) => (
        <li key={id}>
          <a href={url}>{title}</a> <small>{meta}</small>
        </li>
      ))}
    </ul>
  );
}

const place = document.querySelector(".fallback");
news(Number(place.dataset.limit))
  .then((items) => {
    place.replaceChildren();
    render(<List items={items} />, place);
  })
  .catch((error) => console.warn(error));
