// Every line that ends with `wrong` must be refused, and no other.

import type {} from "cchc-widgets/react";
import type {} from "cchc-widgets/svelte";
import type {} from "cchc-widgets/vue";
import { load } from "cchc-widgets";
import type { SvelteHTMLElements } from "svelte/elements";
import type { GlobalComponents } from "vue";

const news = document.createElement("cchc-news");
news.layout = "marquee"; // wrong
news.limit = "many"; // wrong
news.eager = "true"; // wrong
news.colour = "red"; // wrong
news.maxAge = true; // wrong
document.createElement("cchc-procedures").level = "country"; // wrong
news.addEventListener("cchc-news-open", (event) => event.detail.title); // wrong
news.addEventListener("cchc-ready", (event) => event.detail.items.trim()); // wrong
news.addEventListener("cchc-news-open", (event) => event.detail.url.length); // wrong
document.addEventListener("cchc-feedback-wiped", (event) => event.detail.code.trim()); // wrong
load(5); // wrong

export const react = [
  <cchc-news key="1" layout="marquee" />, // wrong
  <cchc-news key="2" colour="red" />, // wrong
  <cchc-news key="3" oncchc-news-open={(event) => event.detail.title} />, // wrong
  <cchc-ticker key="5" />, // wrong
];

export const vue: InstanceType<GlobalComponents["cchc-news"]>["$props"] = {
  layout: "marquee", // wrong
};

export const svelte: SvelteHTMLElements["cchc-news"] = {
  layout: "marquee", // wrong
  limit: false, // wrong
};
