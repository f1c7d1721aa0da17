// A lobby screen by hand: the news one by one, as long as reading takes, with the clock. No other scenes, no codes, no pages, nothing
// without network.

import { news } from "../shared/news.js";

const ITEMS = 6;
const CHARS_A_SECOND = 12;

function el(tag, className, text = "") {
  return Object.assign(document.createElement(tag), { className, textContent: text });
}

const place = document.querySelector(".fallback");
news(ITEMS)
  .then((items) => {
    const [clock, title, meta] = [el("p", "clock"), el("h3", "title"), el("p", "meta")];
    const slide = el("section", "slide");
    const zone = { timeZone: "Asia/Ho_Chi_Minh", hour: "2-digit", minute: "2-digit", weekday: "long", day: "2-digit", month: "2-digit", year: "numeric" };
    const told = new Intl.DateTimeFormat("vi", zone);
    const tick = () => (clock.textContent = told.format(new Date()));
    const show = (at) => {
      const item = items[at % items.length];
      title.textContent = item.title;
      meta.textContent = item.meta;
      setTimeout(show, Math.max(8, item.title.length / CHARS_A_SECOND) * 1000, at + 1);
    };
    slide.append(title, meta);
    tick();
    setInterval(tick, 1000);
    show(0);
    place.replaceChildren(clock, slide);
  })
  .catch((error) => console.warn(error));
