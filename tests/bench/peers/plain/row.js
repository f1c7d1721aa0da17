// A line of a list by hand.

export function row({ url, title, meta }) {
  const link = Object.assign(document.createElement("a"), { href: url, textContent: title });
  const small = Object.assign(document.createElement("small"), { textContent: meta });
  const line = document.createElement("li");
  line.append(link, " ", small);
  return line;
}
