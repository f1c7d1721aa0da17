// Shows an element in a frame from the script's host: what the loader does where a page's policy forbids WebAssembly. The
// fallback stays in sight until the frame says that it shows something, and for good where the page forbids frames too.
const titles = __CCHC_TITLES__;

/** Puts a frame in the place of an instance of the bundle; `base` is where frame.html lies, `feed` the address of the element's feed. */
export function show(element, base, feed) {
  const page = new URL("frame.html", base);
  // The frame shows feeds of its own host alone. While this module came, the element may have gone.
  if (new URL(feed).origin !== page.origin || !element.isConnected || element.mounted !== undefined) return;
  const root = element.shadowRoot;
  const { colorScheme } = getComputedStyle(element);
  const frame = document.createElement("iframe");
  const address = () => {
    const query = new URLSearchParams();
    const near = element.closest("[lang]");
    query.set("widget", element.localName.slice(5));
    query.set("lang", (near && near.lang) || "vi");
    query.set("scheme", colorScheme || "normal");
    element.constructor.observedAttributes.forEach((name) => {
      if (element.hasAttribute(name)) query.set(name, element.getAttribute(name));
    });
    query.set("feed", feed);
    return `${page}?${query}`;
  };
  const update = () => {
    const next = address();
    if (frame.src !== next) frame.src = next;
    const words = titles[element.localName];
    frame.title = words[/[?&]lang=en/.test(next) ? 1 : 0];
  };
  const hear = ({ source, origin, data }) => {
    if (source !== frame.contentWindow || origin !== page.origin || !data || data.cchc !== 1) return;
    if (!(data.height > 0) || data.state === "failed") return;
    frame.style.height = `${data.height}px`;
    element.setAttribute("data-state", data.state);
    const slot = root.querySelector("slot");
    if (!slot) return;
    slot.remove();
    element.dispatchEvent(new CustomEvent("cchc-ready", { bubbles: true, composed: true, detail: { items: data.items } }));
  };
  frame.style.cssText = "display: block; width: 100%; height: 0; border: 0";
  update();
  addEventListener("message", hear);
  root.append(frame);
  const unmount = () => {
    removeEventListener("message", hear);
    element.removeAttribute("data-state");
  };
  element.instance = { app: { update, unmount }, glue: { css: {} }, sheets: new WeakMap() };
  element.mounted = 0;
}
