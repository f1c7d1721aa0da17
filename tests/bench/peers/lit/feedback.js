// The form of feedback as a custom element with Lit.

import { LitElement, html, nothing } from "lit";
import { YES_NO, form, ofKind, problems, send, values } from "../shared/feedback.js";

class FeedbackForm extends LitElement {
  static properties = { about: { state: true }, kind: { state: true }, wrong: { state: true }, told: { state: true } };

  constructor() {
    super();
    this.wrong = {};
  }

  connectedCallback() {
    super.connectedCallback();
    form()
      .then((about) => (this.about = about))
      .catch((error) => console.warn(error));
  }

  submit(event) {
    event.preventDefault();
    const filled = values(event.target);
    this.wrong = problems(filled, this.about);
    if (Object.keys(this.wrong).length) return;
    send(filled, this.about)
      .then((code) => (this.told = `Đã gửi. Mã theo dõi: ${code}`))
      .catch((error) => (this.told = `Chưa gửi được: ${error.message}`));
  }

  slip(name) {
    return this.wrong[name] ? html`<em class="wrong">${this.wrong[name]}</em>` : nothing;
  }

  line(name, words, { type = "text", list = nothing } = {}) {
    return html`<p><label>${words} <input name=${name} type=${type} list=${list}></label>${this.slip(name)}</p>`;
  }

  choices(name, type, words, options) {
    const one = ({ value, label }) => html`<label><input type=${type} name=${name} value=${value}> ${label}</label>`;
    return html`<fieldset><legend>${words}</legend>${options.map(one)}${this.slip(name)}</fieldset>`;
  }

  question({ id, label, type, options }) {
    const name = `answer-${id}`;
    if (type === "choice") return this.choices(name, "radio", label, options);
    if (type === "yes_no") return this.choices(name, "radio", label, YES_NO);
    return this.line(name, label);
  }

  render() {
    if (!this.about) return html`<slot></slot>`;
    const { title, intro, kinds, topics = [], questions = [], contact, consent, agencies } = this.about;
    const option = ({ code, label }) => html`<option value=${code}>${label}</option>`;
    const coded = ({ code, label }) => ({ value: code, label });
    return html`
      <h3>${title}</h3>
      <p>${intro}</p>
      <form novalidate @submit=${this.submit} @change=${({ target }) => target.name === "kind" && (this.kind = target.value)}>
        ${this.choices("kind", "radio", "Loại ý kiến", kinds.map(coded))}
        <p><label>Về việc <select name="topic"><option value="">Không chọn</option>${ofKind(topics, this.kind).map(option)}</select></label></p>
        ${this.line("title", "Tiêu đề")}
        <p><label>Nội dung <textarea name="body" rows="6"></textarea></label>${this.slip("body")}</p>
        ${ofKind(questions, this.kind).map((one) => this.question(one))}
        ${this.line("agency", "Nơi giải quyết", { list: "agencies" })}
        <datalist id="agencies">${agencies.map(({ name }) => html`<option value=${name}></option>`)}</datalist>
        ${this.line("place", "Nơi xảy ra")}
        <p>${contact.why}</p>
        ${this.line("name", "Họ tên")} ${this.line("phone", "Số điện thoại", { type: "tel" })} ${this.line("email", "Thư điện tử", { type: "email" })}
        <p>${consent.text}</p>
        ${this.choices("agreed", "checkbox", "Mục đích", consent.purposes.map(({ id, label }) => ({ value: id, label })))}
        <button>Gửi</button>
        <p role="status">${this.told ?? nothing}</p>
      </form>`;
  }
}

customElements.define("feedback-form", FeedbackForm);
