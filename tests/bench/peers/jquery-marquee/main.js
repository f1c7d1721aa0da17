// The moving line with jQuery.marquee, as its readme sets it up.

import jQuery from "jquery";
import { news } from "../shared/news.js";

const GAP = 48;
window.jQuery = jQuery;
await import("jquery.marquee");
const place = document.querySelector(".line");
for (const { url, title } of await news(10)) {
  const link = Object.assign(document.createElement("a"), { href: url, textContent: title });
  link.style.marginInlineEnd = `${GAP}px`;
  place.append(link);
}
// Its speed holds for a text as wide as its place; a longer one doubled goes faster, by this much.
const width = place.scrollWidth + GAP;
const speed = (Number(place.dataset.pace) * (width + place.clientWidth)) / (2 * width);
jQuery(place).marquee({ speed, gap: GAP, delayBeforeStart: 0, duplicated: true, startVisible: true, pauseOnHover: true });
