// The form of feedback by hand: built once, shown and hidden by kind.

import { YES_NO, form, ofKind, problems, send, values } from "../shared/feedback.js";

function el(tag, props, ...children) {
  const made = Object.assign(document.createElement(tag), props);
  made.append(...children);
  return made;
}

const line = (name, words, more) => el("p", {}, el("label", {}, `${words} `, el("input", { name, ...more })));
const choices = (name, type, words, options) =>
  el("fieldset", {}, el("legend", { textContent: words }), ...options.map(({ value, label }) => el("label", {}, el("input", { type, name, value }), ` ${label}`)));

function question({ id, label, type, options }) {
  const name = `answer-${id}`;
  if (type === "choice") return choices(name, "radio", label, options);
  if (type === "yes_no") return choices(name, "radio", label, YES_NO);
  return line(name, label);
}

function build(about) {
  const { title, intro, kinds, topics = [], questions = [], contact, consent, agencies } = about;
  const topic = el("select", { name: "topic" });
  const asked = el("div");
  const status = el("p", { role: "status" });
  const body = el("form", { noValidate: true },
    choices("kind", "radio", "Loại ý kiến", kinds.map(({ code, label }) => ({ value: code, label }))),
    el("p", {}, el("label", {}, "Về việc ", topic)),
    line("title", "Tiêu đề"),
    el("p", {}, el("label", {}, "Nội dung ", el("textarea", { name: "body", rows: 6 }))),
    asked,
    line("agency", "Nơi giải quyết"),
    el("datalist", { id: "agencies" }, ...agencies.map(({ name }) => el("option", { value: name }))),
    line("place", "Nơi xảy ra"),
    el("p", { textContent: contact.why }),
    line("name", "Họ tên", { autocomplete: "name" }),
    line("phone", "Số điện thoại", { type: "tel", autocomplete: "tel" }),
    line("email", "Thư điện tử", { type: "email", autocomplete: "email" }),
    el("p", { textContent: consent.text }),
    choices("agreed", "checkbox", "Mục đích", consent.purposes.map(({ id, label }) => ({ value: id, label }))),
    el("button", { textContent: "Gửi" }),
    status,
  );
  const pick = (kind) => {
    topic.replaceChildren(el("option", { value: "", textContent: "Không chọn" }), ...ofKind(topics, kind).map(({ code, label }) => el("option", { value: code, textContent: label })));
    asked.replaceChildren(...ofKind(questions, kind).map(question));
  };
  const tell = (wrong) => {
    for (const old of body.querySelectorAll(".wrong")) old.remove();
    for (const [name, words] of Object.entries(wrong)) body.querySelector(`[name=${name}]`).closest("p, fieldset").append(el("em", { className: "wrong", textContent: words }));
  };
  body.addEventListener("change", ({ target }) => target.name === "kind" && pick(target.value));
  body.addEventListener("submit", (event) => {
    event.preventDefault();
    const filled = values(body);
    const wrong = problems(filled, about);
    tell(wrong);
    if (Object.keys(wrong).length) return;
    send(filled, about)
      .then((code) => (status.textContent = `Đã gửi. Mã theo dõi: ${code}`))
      .catch((error) => (status.textContent = `Chưa gửi được: ${error.message}`));
  });
  body.elements.agency.setAttribute("list", "agencies");
  return [el("h3", { textContent: title }), el("p", { textContent: intro }), body];
}

const place = document.querySelector(".fallback");
form()
  .then((about) => place.replaceChildren(...build(about)))
  .catch((error) => console.warn(error));
