// What a kiosk has on top of a screen: a bar that people touch, and over the programme a layer with the real lookup or the real
// form. Nothing of one reader is left for the next: when nobody touches it any more, the element goes with all that was typed.
// The elements themselves keep nothing on a kiosk (`data-kiosk`) but what still waits to be sent; so that it is sent, a form stands
// by, unseen, while nobody uses one.
//
// Written as engines of 2018 read it. Only screens that are touched fetch it.
const css = __CCHC_CSS__;
const TICK_MS = 500;
// The last seconds are counted aloud.
const WARN_S = 15;
// The first picture comes before anything else.
const SETTLE_MS = 3000;
// As `bar_px` in `shape.rs` has it.
const BAR_PERCENT = 12;
// What counts as a sign of life. A pointer that only lies there does not.
const SIGNS = ["pointerdown", "touchstart", "mousedown", "keydown", "input", "wheel"];
const KINDS = ["procedures", "feedback"];

const WORDS = {
  vi: {
    bar: "Chạm để dùng",
    procedures: "Tra cứu thủ tục",
    feedback: "Góp ý",
    done: "Xong, xoá hết",
    other: "English",
    wait: "Đang tải… Nếu chờ lâu, mạng đang gián đoạn. Xin thử lại sau.",
    left: "giây nữa, mọi thứ đã nhập ở đây sẽ bị xoá. Chạm vào màn hình để dùng tiếp.",
    phone: "Mở trên điện thoại của bạn",
    scan: "Màn hình này không rời trang. Quét mã, hoặc ghi lại:",
    code: "Mã QR của địa chỉ này",
    back: "Quay lại",
  },
  en: {
    bar: "Touch to use",
    procedures: "Look up procedures",
    feedback: "Feedback",
    done: "Done, erase all",
    other: "Tiếng Việt",
    wait: "Loading… If this takes long, the network is down. Please try again later.",
    left: "seconds more, and all that was entered here is erased. Touch the screen to go on.",
    phone: "Open it on your phone",
    scan: "This screen stays on its page. Scan the code, or write this down:",
    code: "QR code of this address",
    back: "Back",
  },
};

/** Brings the kiosk in, tells it that something changed, or lets it go once nobody uses it: then there are no words. */
export function serve(host, root, words) {
  if (root.kiosk) root.kiosk(words);
  else if (words) root.kiosk = begin(host, root, words);
}

function make(tag, name, text) {
  const element = document.createElement(tag);
  if (name) element.className = `touch-${name}`;
  if (text) element.textContent = text;
  if (tag === "button") element.type = "button";
  return element;
}

// Only where it differs: what is set is laid out anew.
function put(element, name, value) {
  if (value === null ? element.hasAttribute(name) : element.getAttribute(name) !== value) {
    if (value === null) element.removeAttribute(name);
    else element.setAttribute(name, value);
  }
}

const flag = (is) => (is ? "" : null);

function paint(root) {
  if ("adoptedStyleSheets" in root && "replaceSync" in CSSStyleSheet.prototype) {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(css);
    root.adoptedStyleSheets = Array.from(root.adoptedStyleSheets).concat(sheet);
  } else {
    const style = document.createElement("style");
    style.textContent = css;
    root.append(style);
  }
}

function begin(host, root, setup) {
  let [idle, lang, agency] = [];
  let langs = [];
  let at = null; // where the element of the layer came from: the button
  let element = null; // the one in the layer
  let standby = null; // the form that sends what waits
  let touched = 0;
  let page = "";
  let focus = null; // what had it when an alert came
  let isAlert = false;
  let isOver = false;
  const begun = performance.now();

  const box = make("div");
  const rest = make("div", "rest");
  const bar = make("div", "bar");
  const layer = make("div", "layer");
  const head = make("div", "head");
  const title = make("h2", "title");
  const acts = make("div", "acts");
  const other = make("button", "other");
  const done = make("button", "done");
  const room = make("div", "room");
  const holder = make("div", "holder");
  const left = make("div", "left");
  const away = make("div", "away");
  box.className = "touch";
  rest.hidden = true;
  layer.hidden = away.hidden = true;
  put(bar, "role", "group");
  put(layer, "role", "dialog");
  put(layer, "aria-modal", "true");
  put(layer, "aria-labelledby", "touch-title");
  title.id = "touch-title";
  title.tabIndex = -1;
  put(left, "role", "status");
  const buttons = KINDS.map((kind) => {
    const button = make("button", "open");
    button.onclick = () => open(kind, button);
    bar.append(button);
    return button;
  });
  room.append(holder);
  acts.append(other, done);
  head.append(title, acts);
  layer.append(head, room, away, left);
  box.append(rest, bar, layer);
  paint(host.shadowRoot);
  root.append(box);

  // What an element is told of the screen that it stands on.
  function fresh(kind) {
    const one = document.createElement(`cchc-${kind}`);
    const about = { eager: "", lang, agency: agency || null, feed: host.getAttribute("feed"), theme: host.getAttribute("theme"), "data-kiosk": "" };
    if (kind === "procedures") {
      const page = host.getAttribute("lookup");
      about.offline = "all";
      if (page) about["data-kiosk"] = new URL(page, document.baseURI).href;
    }
    Object.keys(about).forEach((name) => put(one, name, about[name]));
    one.append(make("p", "wait", WORDS[lang].wait));
    return one;
  }

  function speak() {
    const words = WORDS[lang];
    put(box, "lang", lang);
    put(bar, "aria-label", WORDS[langs[0]].bar);
    buttons.forEach((button, n) => {
      button.textContent = "";
      langs.forEach((one) => {
        const line = make("span", "", WORDS[one][KINDS[n]]);
        line.lang = one;
        button.append(line);
      });
    });
    title.textContent = at ? words[at.kind] : "";
    done.textContent = words.done;
    other.textContent = words.other;
    other.lang = lang === "vi" ? "en" : "vi";
    other.hidden = langs.length < 2;
    if (element) element.setAttribute("lang", lang);
  }

  function become(words) {
    isOver = !words;
    if (isOver) return;
    [idle, langs, agency] = words.split(" ");
    langs = langs.split("+");
    lang = at ? lang : langs[0];
    speak();
  }

  function open(kind, button) {
    if (at) return;
    at = { kind, button };
    page = location.href;
    element = kind === "feedback" && standby ? standby : fresh(kind);
    if (element === standby) standby = null;
    holder.append(element);
    touched = performance.now();
    put(host, "data-busy", "");
    speak();
    look();
    title.focus();
  }

  // All that the reader left goes with the element.
  function close() {
    const { button } = at;
    at = focus = null;
    element.remove();
    element = null;
    away.hidden = true;
    room.scrollTop = 0;
    const chosen = getSelection();
    if (chosen) chosen.removeAllRanges();
    if (location.href !== page) history.replaceState(null, "", page);
    put(host, "data-busy", null);
    lang = langs[0];
    speak();
    look();
    if (!bar.hidden) button.focus();
  }

  // A page of another host would never be left again, and the device is not the reader's: the address goes to his phone.
  function offer(link) {
    const words = WORDS[lang];
    const { href } = link;
    if (!/^(https?|tel|mailto):/.test(href)) return;
    const path = host.instance && host.instance.app.code && host.instance.app.code(href);
    const name = make("h3", "name", words.phone);
    const back = make("button", "back", words.back);
    name.tabIndex = -1;
    away.textContent = "";
    away.append(name, make("p", "", words.scan));
    if (path) away.append(picture(path, words.code));
    away.append(make("p", "address", href.replace(/^(tel|mailto):/, "")), back);
    back.onclick = () => {
      away.hidden = true;
      link.focus();
    };
    away.hidden = false;
    name.focus();
  }

  function look() {
    const base = root.querySelector(".base");
    const scene = base && base.querySelector(".scene");
    const light = base && base.getAttribute("data-light");
    const wasAlert = isAlert;
    isAlert = !!scene && scene.getAttribute("data-kind") === "alert";
    let [width, height] = [host.clientWidth, host.clientHeight];
    const isTurned = !!base && base.hasAttribute("data-turned");
    if (isTurned) [width, height] = [height, width];
    const px = Math.floor((Math.min(width, height) * BAR_PERCENT) / 100);
    const style = { "--_bar": `${px}px`, "--_wide": `${width}px`, "--_high": `${height}px` };
    ["--_floor", "--_body", "--_x", "--_y"].forEach((name) => (style[name] = base ? base.style.getPropertyValue(name) : ""));
    Object.keys(style).forEach((name) => {
      if (root.style.getPropertyValue(name) !== style[name]) root.style.setProperty(name, style[name]);
    });
    // As wide as on a phone or a tablet that is as large as the panel: what is large enough for a finger there is so here.
    const zoom = String(Math.max(1, (parseFloat(style["--_floor"]) || 16) / 16));
    if (holder.style.zoom !== zoom) holder.style.zoom = zoom;
    put(box, "data-turned", flag(isTurned));
    put(box, "data-light", light || "dark");
    put(box, "data-alert", flag(isAlert));
    put(box, "data-grave", flag(base && base.hasAttribute("data-grave")));
    bar.hidden = !!at || isAlert || !base || light === "dark";
    layer.hidden = !at;
    // Behind a layer that says that it is alone.
    if (base) put(base, "aria-hidden", at && !isAlert ? "true" : null);
    [element, standby].forEach((one) => one && put(one, "theme", host.getAttribute("theme")));
    // A feed without forms offers none.
    const state = standby && standby.getAttribute("data-state");
    if (state) buttons[1].hidden = state === "failed";
    if (isAlert && !wasAlert && at) focus = deepest();
    if (!isAlert && wasAlert && at) (focus || title).focus();
  }

  function deepest() {
    let one = document.activeElement;
    while (one && one.shadowRoot && one.shadowRoot.activeElement) one = one.shadowRoot.activeElement;
    return one !== document.body && one !== host ? one : null;
  }

  function count(seconds) {
    const now = seconds > WARN_S ? "" : String(seconds);
    if (left.number === now) return;
    if (!now || !left.number) {
      left.textContent = "";
      // Told once to those who listen; the number runs on for those who see it.
      if (now) left.append(make("strong", "number"), make("span", "", WORDS[lang].left));
      if (now) put(left.firstChild, "aria-hidden", "true");
    }
    if (now) left.firstChild.textContent = now;
    left.number = now;
  }

  function tick() {
    if (!root.isConnected || (isOver && !at)) return end();
    look();
    const now = performance.now();
    if (at) {
      const seconds = Math.ceil(idle - (now - touched) / 1000);
      // A clock that jumped back is no reader.
      if (seconds <= 0 || seconds > Number(idle) + 1) close();
      else count(seconds);
    } else if (!standby && now - begun > SETTLE_MS) {
      standby = fresh("feedback");
      rest.append(standby);
    }
    if (!at) count(Infinity);
  }

  function end() {
    clearInterval(timer);
    document.removeEventListener("focusin", keep);
    box.remove();
    root.kiosk = undefined;
    put(host, "data-busy", null);
    put(host, "data-touch", null);
  }

  // The focus stays in the layer.
  function keep({ target }) {
    if (at && !isAlert && target !== host) title.focus();
  }

  SIGNS.forEach((name) => layer.addEventListener(name, () => {
    if (!isAlert) touched = performance.now();
    count(Infinity);
  }, { capture: true, passive: true }));
  layer.addEventListener("click", (event) => {
    const path = event.composedPath();
    const link = path.find((one) => one.localName === "a" && one.href);
    if (!link || event.defaultPrevented) return;
    event.preventDefault();
    offer(link);
  });
  ["auxclick", "contextmenu", "dragstart", "submit"].forEach((name) => layer.addEventListener(name, (event) => event.preventDefault()));
  layer.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) return;
    const [from] = event.composedPath();
    if (!away.hidden) away.querySelector("button").click();
    // The first one leaves the field, so that a list that is closed by it does not take all that was typed along.
    else if (/^(input|textarea|select)$/.test(from.localName)) title.focus();
    else close();
  });
  // What they say of themselves is not what the screen says.
  ["cchc-ready", "cchc-error"].forEach((name) => box.addEventListener(name, (event) => event.stopPropagation()));
  document.addEventListener("focusin", keep);
  done.onclick = close;
  other.onclick = () => {
    lang = lang === "vi" ? "en" : "vi";
    speak();
  };
  put(host, "data-touch", "");
  const timer = setInterval(tick, TICK_MS);
  become(setup);
  look();
  return become;
}

function picture(path, label) {
  const svg = (tag) => document.createElementNS("http://www.w3.org/2000/svg", tag);
  const code = svg("svg");
  const drawn = svg("path");
  // The last column and row have dark corners; around them four are light.
  const side = Math.max(...path.match(/\d+/g).map(Number)) + 5;
  put(drawn, "d", path);
  put(code, "class", "touch-qr");
  put(code, "viewBox", `0 0 ${side} ${side}`);
  put(code, "role", "img");
  put(code, "aria-label", label);
  code.append(drawn);
  return code;
}
