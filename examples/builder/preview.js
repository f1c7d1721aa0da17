// One widget in a page that looks like one of the wild. What it shows comes behind the `#`: a query with host, tag, lang and
// the element's attributes. Anyone can write such an address, so nothing of it becomes markup.
const put = () => {
  const query = new URLSearchParams(location.hash.slice(1));
  const host = query.get("host");
  const tag = query.get("tag");
  const type = customElements.get(tag);
  if (!type) return;
  document.documentElement.className = /^[a-z0-9]+$/.test(host) ? host : "plain";
  document.documentElement.lang = query.get("lang") === "en" ? "en" : "vi";
  const main = document.querySelector("main");
  while (main.lastChild) main.lastChild.remove();
  const element = document.createElement(tag);
  type.observedAttributes.forEach((name) => {
    if (query.has(name) && name !== "feed") element.setAttribute(name, query.get(name));
  });
  const inside = document.createElement("p");
  inside.textContent = document.documentElement.lang === "en" ? "The fallback stands here." : "Nội dung dự phòng đứng ở đây.";
  element.append(inside);
  main.append(element);
};
addEventListener("hashchange", put);
put();
