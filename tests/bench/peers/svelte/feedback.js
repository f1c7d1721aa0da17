// The form of feedback as a component of Svelte.

import { mount } from "svelte";
import { form } from "../shared/feedback.js";
import Feedback from "./Feedback.svelte";

const place = document.querySelector(".fallback");
form()
  .then((about) => {
    place.replaceChildren();
    mount(Feedback, { target: place, props: { about } });
  })
  .catch((error) => console.warn(error));
