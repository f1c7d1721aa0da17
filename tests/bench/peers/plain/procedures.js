// Lookup by hand: a field, and a list that is built anew at every key.

import { find, heading, procedures } from "../shared/procedures.js";
import { row } from "./row.js";

const place = document.querySelector(".fallback");
procedures()
  .then((all) => {
    const label = Object.assign(document.createElement("label"), { textContent: "Tìm thủ tục " });
    const field = Object.assign(document.createElement("input"), { type: "search", name: "find", autocomplete: "off" });
    const title = document.createElement("h3");
    const list = document.createElement("ul");
    const section = document.createElement("section");
    section.className = "found";
    section.setAttribute("aria-live", "polite");
    const show = () => {
      title.textContent = heading(field.value);
      list.replaceChildren(...find(all, field.value).map(row));
    };
    field.addEventListener("input", show);
    label.append(field);
    section.append(title, list);
    show();
    place.replaceChildren(label, section);
  })
  .catch((error) => console.warn(error));
