// Tags in Svelte's templates, as the checker of templates sees them.

import type {} from "cchc-widgets/svelte";
import type { SvelteHTMLElements } from "svelte/elements";

export const news: SvelteHTMLElements["cchc-news"] = {
  layout: "list",
  limit: 5,
  "max-age": "30",
  eager: true,
  class: "news",
  "oncchc-news-open": (event) => console.log(event.detail.id),
  onclick: (event) => console.log(event.currentTarget.maxAge),
};
