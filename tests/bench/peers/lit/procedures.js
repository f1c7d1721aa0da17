// Lookup as a custom element with Lit.

import { LitElement, html } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { find, heading, procedures } from "../shared/procedures.js";

class ProcedureLookup extends LitElement {
  static properties = { all: { state: true }, text: { state: true } };

  constructor() {
    super();
    this.text = "";
  }

  connectedCallback() {
    super.connectedCallback();
    procedures()
      .then((all) => (this.all = all))
      .catch((error) => console.warn(error));
  }

  render() {
    if (!this.all) return html`<slot></slot>`;
    const row = ({ url, title, meta }) => html`<li><a href=${url}>${title}</a> <small>${meta}</small></li>`;
    return html`
      <label>Tìm thủ tục <input type="search" name="find" autocomplete="off" @input=${({ target }) => (this.text = target.value)}></label>
      <section class="found" aria-live="polite">
        <h3>${heading(this.text)}</h3>
        <ul>${repeat(find(this.all, this.text), ({ id }) => id, row)}</ul>
      </section>`;
  }
}

customElements.define("procedure-lookup", ProcedureLookup);
