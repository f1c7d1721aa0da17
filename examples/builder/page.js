// Small hands for the page: elements from words, never from markup.

export const find = (selector) => document.querySelector(selector);

/** An element with attributes (true and false are those that are there or not) and children. */
export function el(name, attributes, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) made.setAttribute(key, "");
    else if (value !== false && value !== undefined) made.setAttribute(key, value);
  }
  made.append(...children);
  return made;
}

/** Puts children in the place of what is there. */
export function fill(place, children) {
  while (place.lastChild) place.lastChild.remove();
  place.append(...children);
}

/** Copies text that an element shows. Browsers of before the clipboard API, and pages that are not secure, copy what is selected. */
export function copyText(text, code) {
  if (navigator.clipboard && navigator.clipboard.writeText) return navigator.clipboard.writeText(text).then(() => true, () => copySelected(code));
  return Promise.resolve(copySelected(code));
}

function copySelected(code) {
  const selection = getSelection();
  selection.selectAllChildren(code);
  try {
    return document.execCommand("copy");
  } catch (error) {
    return false;
  }
}

/** Code under a heading, with the button that copies it. */
export function copyable(words, title, text, id) {
  const code = el("code", { id: `code-${id}` }, text);
  const heading = el("h3", { id: `h-code-${id}` }, title);
  const button = el("button", { type: "button", class: "copy", "aria-describedby": heading.id }, words.copy);
  const told = el("span", { role: "status", class: "copied" });
  button.addEventListener("click", () =>
    copyText(text, code).then((done) => {
      told.textContent = ` ${done ? words.copied : words.copyFailed}`;
    }),
  );
  return el("div", { class: "copyable" }, heading, el("pre", { tabindex: "0", "aria-labelledby": heading.id, role: "group" }, code), button, told);
}
