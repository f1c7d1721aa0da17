// Vue 3: `.name` sets a property, `:name` a property where the element has one, else an attribute.

import { createApp, nextTick, reactive } from "vue";
import { page } from "./common.js";
import List from "./list.vue";

page((target, first, on) => {
  const state = reactive({ ...first });
  createApp(List, { state, on }).mount(target);
  return (patch) => {
    Object.assign(state, patch);
    return nextTick();
  };
});
