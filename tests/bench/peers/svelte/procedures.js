// Lookup as a component of Svelte.

import { mount } from "svelte";
import { procedures } from "../shared/procedures.js";
import Procedures from "./Procedures.svelte";

const place = document.querySelector(".fallback");
procedures()
  .then((all) => {
    place.replaceChildren();
    mount(Procedures, { target: place, props: { all } });
  })
  .catch((error) => console.warn(error));
