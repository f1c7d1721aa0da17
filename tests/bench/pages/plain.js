// The floor of the bench: the same list from the same feed as a careful engineer writes it by hand for one page. No
// framework, no shadow root, no refresh, no kept copy, no second language.

const KINDS = { announcement: "Thông báo", event: "Sự kiện", guidance: "Hướng dẫn", result: "Kết quả", document: "Văn bản" };
const FEED = "/feed/v1/cchc.json";

async function json(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${answer.status} ${url}`);
  return answer.json();
}

async function load() {
  const discovery = await json(FEED);
  const { url } = discovery.feeds.find((file) => file.name === "news");
  const news = await json(new URL(url, new URL(FEED, location.href)).href);
  return news.items;
}

/** What holds now, pinned items first, newest first. */
function select(items, limit, now) {
  const own = (item) => item._cchc || {};
  const time = (item) => Date.parse(item.date_published);
  return items
    .filter((item) => !(Date.parse(own(item).valid_from) > now) && !(Date.parse(own(item).valid_until) <= now))
    .sort((a, b) => Boolean(own(b).pinned) - Boolean(own(a).pinned) || time(b) - time(a))
    .slice(0, limit);
}

// The feed's times are Vietnam's own.
function day(item) {
  const [, year, month, date, time] = /^(\d+)-(\d+)-(\d+)T(\d+:\d+)/.exec(item.date_published);
  const text = `${date}/${month}/${year}`;
  return item._cchc?.date_precision === "day" ? text : `${time} ${text}`;
}

function row(item) {
  const link = Object.assign(document.createElement("a"), { href: item.url, textContent: item.title });
  const meta = document.createElement("small");
  meta.textContent = [KINDS[item._cchc?.kind], day(item), item._cchc?.source?.name].filter(Boolean).join(" · ");
  const line = document.createElement("li");
  line.append(link, " ", meta);
  return line;
}

function show(place, items) {
  const list = document.createElement("ul");
  list.className = "news-plain";
  list.append(...items.map(row));
  place.replaceChildren(list);
}

const place = document.querySelector(".fallback");
load()
  .then((items) => show(place, select(items, Number(place.dataset.limit), Date.now())))
  .catch((error) => console.warn(error));
