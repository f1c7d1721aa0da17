// The moving line with react-fast-marquee.

import { createRoot } from "react-dom/client";
import Marquee from "react-fast-marquee";
import { news } from "../shared/news.js";

const place = document.querySelector(".line");
const items = await news(10);
const gap = { marginInlineEnd: 48 };
createRoot(place).render(
  <Marquee speed={Number(place.dataset.pace)} pauseOnHover autoFill>
    {items.map(({ id, url, title }) => (
      <a key={id} href={url} style={gap}>
        {title}
      </a>
    ))}
  </Marquee>,
);
