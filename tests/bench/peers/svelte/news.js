// The list as a component of Svelte.

import { mount } from "svelte";
import { news } from "../shared/news.js";
import News from "./News.svelte";

const place = document.querySelector(".fallback");
news(Number(place.dataset.limit))
  .then((items) => {
    place.replaceChildren();
    mount(News, { target: place, props: { items } });
  })
  .catch((error) => console.warn(error));
