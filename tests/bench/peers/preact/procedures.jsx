// Lookup as a component of Preact.

import { render } from "preact";
import { useState } from "preact/hooks";
import { find, heading, procedures } from "../shared/procedures.js";

function Lookup({ all }) {
  const [text, setText] = useState("");
  return (
    <>
      <label>
        Tìm thủ tục <input type="search" name="find" autocomplete="off" onInput={({ target }) => setText(target.value)} />
      </label>
      <section class="found" aria-live="polite">
        <h3>{heading(text)}</h3>
        <ul>
          {find(all, text).map(({ id, url, title, meta }) => (
            <li key={id}>
              <a href={url}>{title}</a> <small>{meta}</small>
            </li>
          ))}
        </ul>
      </section>
    </>
  );
}

const place = document.querySelector(".fallback");
procedures()
  .then((all) => {
    place.replaceChildren();
    render(<Lookup all={all} />, place);
  })
  .catch((error) => console.warn(error));
