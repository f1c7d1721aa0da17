// Inside frame.html: one element with the attributes that its address names. It tells the page around it how high it is.
const query = new URLSearchParams(location.search);
const tag = `cchc-${query.get("widget")}`;
const type = /^cchc-[a-z]+$/.test(tag) && customElements.get(tag);

// A page of this host must not show what another host says.
const isOwn = (feed) => {
  try {
    return new URL(feed, location.href).origin === location.origin;
  } catch (error) {
    return false;
  }
};

function tell(element, more) {
  const height = Math.ceil(element.getBoundingClientRect().height);
  parent.postMessage(Object.assign({ cchc: 1, height, state: element.getAttribute("data-state") }, more), "*");
}

function fill(element) {
  const lang = query.get("lang") === "en" ? "en" : "vi";
  document.documentElement.lang = lang;
  // A frame that is light or dark like the page around it has no ground of its own.
  document.documentElement.style.colorScheme = /^[a-z ]{1,30}$/.test(query.get("scheme")) ? query.get("scheme") : "normal";
  document.body.style.margin = "0";
  type.observedAttributes.forEach((name) => {
    if (query.has(name) && (name !== "feed" || isOwn(query.get(name)))) element.setAttribute(name, query.get(name));
  });
  element.setAttribute("eager", "");
  element.style.display = "block";
  const fallback = document.createElement("p");
  fallback.textContent = lang === "en" ? "This cannot be shown at the moment." : "Nội dung này chưa hiện được.";
  element.append(fallback);
}

// Links lead out of the frame; those that stay on this page are the widget's own.
function lead(event) {
  const link = event.composedPath().find((one) => one.localName === "a" && one.href);
  if (link && link.href.split("#")[0] !== location.href.split("#")[0] && !link.target) link.target = "_top";
}

if (type && (!query.has("feed") || isOwn(query.get("feed")))) {
  const element = document.createElement(tag);
  fill(element);
  element.addEventListener("cchc-ready", ({ detail }) => tell(element, { items: detail && detail.items }));
  new MutationObserver(() => tell(element)).observe(element, { attributes: true, attributeFilter: ["data-state"] });
  if (window.ResizeObserver) new ResizeObserver(() => tell(element)).observe(element);
  addEventListener("message", ({ source, data }) => source === parent && data === "cchc-height" && tell(element));
  addEventListener("click", lead, true);
  document.querySelector("main").append(element);
}
