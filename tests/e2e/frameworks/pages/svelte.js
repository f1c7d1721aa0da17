// Svelte 5: what is a property of the element is set as one, all else as an attribute; listeners are `on` and the event's name.

import { flushSync, mount } from "svelte";
import { page } from "./common.js";
import List from "./list.svelte";

page((target, first, on) => {
  const list = mount(List, { target, props: { first, on } });
  flushSync();
  return (patch) => {
    list.change(patch);
    flushSync();
  };
});
