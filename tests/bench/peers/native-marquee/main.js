// The moving line with <marquee>: a pixel for each step of the browser's own.

import { news } from "../shared/news.js";

const place = document.querySelector(".line");
const items = await news(10);
const line = document.createElement("marquee");
line.scrollAmount = 1;
line.scrollDelay = Math.round(1000 / Number(place.dataset.pace));
line.trueSpeed = true;
for (const { url, title } of items) {
  const link = Object.assign(document.createElement("a"), { href: url, textContent: title });
  link.style.marginInlineEnd = "48px";
  line.append(link);
}
place.append(line);
