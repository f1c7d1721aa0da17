// The list as a custom element with Lit: a shadow root, and the fallback in its slot until there is something to show.

import { LitElement, css, html } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { news } from "../shared/news.js";

class NewsList extends LitElement {
  static properties = { limit: { type: Number }, items: { state: true } };
  static styles = css`
    ul { margin: 0; padding-inline-start: 1.25rem }
    small { display: block }
  `;

  connectedCallback() {
    super.connectedCallback();
    news(this.limit)
      .then((items) => (this.items = items))
      .catch((error) => console.warn(error));
  }

  render() {
    if (!this.items) return html`<slot></slot>`;
    const row = ({ url, title, meta }) => html`<li><a href=${url}>${title}</a> <small>${meta}</small></li>`;
    return html`<ul class="news-plain">${repeat(this.items, ({ id }) => id, row)}</ul>`;
  }
}

customElements.define("news-list", NewsList);
