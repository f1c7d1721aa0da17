// A page in plain TypeScript: elements by their tags, attributes as properties, events with their details.

import { integrity, load, tags, version } from "cchc-widgets";
import type { CchcFeedbackSentDetail, CchcNews, CchcReadyDetail } from "cchc-widgets";

const news = document.createElement("cchc-news");
const same: CchcNews = news;
news.layout = "ticker";
news.limit = 5;
news.limit = "5";
news.maxAge = 30;
news.maxAge = null;
news.eager = true;
news.lang = "en";
news.feed = "https://example.vn/feed/v1/cchc.json";
const layout: string | null = news.layout;
const isEager: boolean = news.eager;

news.addEventListener("cchc-news-open", (event) => {
  const id: string = event.detail.id;
  const url: string | null = event.detail.url;
  event.preventDefault();
  console.log(id, url);
});
// They bubble and leave every shadow root.
document.addEventListener("cchc-error", (event) => console.log(event.detail.code.toUpperCase()));
window.addEventListener("cchc-ready", ({ detail }: CustomEvent<CchcReadyDetail>) => console.log(detail.items + 1));
document.body.addEventListener("cchc-feedback-sent", (event) => keep(event.detail));
document.body.addEventListener("cchc-feedback-wiped", (event) => console.log(Object.keys(event.detail)));

function keep({ code, kind }: CchcFeedbackSentDetail): string {
  return code + kind;
}

const procedures = document.querySelector("cchc-procedures");
if (procedures) procedures.level = "ward";
document.querySelectorAll("cchc-scoreboard").forEach((one) => (one.rows = "top"));
document.createElement("cchc-feedback").mode = "rating";

const done: Promise<void> = load(`/v1/${version}/cchc.js`);
const first: string | undefined = tags[0];
export { done, first, integrity, isEager, layout, same };
