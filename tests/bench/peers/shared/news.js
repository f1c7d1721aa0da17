// What every page of news does alike: two files of the feed, what holds now, newest first, dates in words. No refresh, no
// kept copy, no second language.

import { file } from "./feed.js";

const KINDS = { announcement: "Thông báo", event: "Sự kiện", guidance: "Hướng dẫn", result: "Kết quả", document: "Văn bản" };
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

/** The items to show, as { id, url, title, meta }. */
export async function news(limit) {
  const { items } = await file("news");
  return select(items, limit, Date.now()).map((item) => ({
    id: item.id,
    url: item.url,
    title: item.title,
    meta: [KINDS[item._cchc?.kind], day(item), item._cchc?.source?.name].filter(Boolean).join(" · "),
  }));
}
