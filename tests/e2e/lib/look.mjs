// What a reader must never meet, measured in the page. Each function is sent as text, uses nothing from outside itself and
// no syntax younger than Chromium 68, and gives its findings in words: an empty list is good.

/** What is cut off, too small, too wide, too tight, or lies on something else. */
export function layoutFaults() {
  const faults = [];
  const top = document.scrollingElement;
  if (top.scrollWidth > top.clientWidth) faults.push(`the page is ${top.scrollWidth} px wide in a window of ${top.clientWidth}`);
  const px = (number) => Math.round(number * 10) / 10;
  const up = (node) => node.parentElement || (node.getRootNode().host !== document.body && node.getRootNode().host) || null;
  const meet = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
  Array.from(document.querySelectorAll("*")).filter((host) => /^cchc-/.test(host.localName)).forEach((host, n) => {
    const base = host.shadowRoot && host.shadowRoot.querySelector(".base");
    if (!base) return;
    const name = (node) => node.getAttribute("class") || node.localName;
    const say = (node, what) => faults.push(`${n} ${base.getAttribute("data-mode") || base.getAttribute("data-layout")} .${name(node)}: ${what}`);
    // Out of sight on purpose: what waits, what is folded up, the list behind the moving line, what is for screen readers
    // alone, the columns over a curve that take a press.
    const folded = (node) => !!node.closest("details:not([open])") && !node.closest("summary") && node.localName !== "details";
    const unseen = (node) => !node.getClientRects().length || folded(node) || node.classList.contains("hit") || !!(node.closest(".list") && getComputedStyle(node.closest(".list")).clipPath !== "none") || getComputedStyle(node).clipPath === "inset(50%)";
    // What scrolls in a box of its own may be larger than it.
    const scrolls = (node) => node.parentElement && node.parentElement.closest(".wide, .rows");
    const inSight = (node, boxes) => {
      const frame = scrolls(node) && scrolls(node).getBoundingClientRect();
      if (!frame) return boxes;
      const cut = (one) => ({ left: Math.max(one.left, frame.left), right: Math.min(one.right, frame.right), top: Math.max(one.top, frame.top), bottom: Math.min(one.bottom, frame.bottom) });
      return Array.from(boxes, cut).filter((one) => one.right > one.left && one.bottom > one.top);
    };
    const all = Array.from(base.querySelectorAll("*")).filter((node) => !unseen(node));
    const edge = host.getBoundingClientRect();
    const lane = base.querySelector(".lane");
    const written = []; // elements that hold text themselves, with the boxes of it
    for (const node of all) {
      const style = getComputedStyle(node);
      const box = node.getBoundingClientRect();
      const inLane = !!lane && lane.contains(node);
      // The picture of a public screen wanders by some pixels, so that nothing burns in.
      const wanders = node.classList.contains("inside") && host.localName === "cchc-screen";
      if (!inLane && !scrolls(node) && !wanders && (box.left < edge.left - 1 || box.right > edge.right + 1)) say(node, `from ${px(box.left)} to ${px(box.right)} in an element from ${px(edge.left)} to ${px(edge.right)}`);
      if (/hidden|clip/.test(style.overflowY) && node.scrollHeight > node.clientHeight) say(node, `${node.scrollHeight} px tall, ${node.clientHeight} shown`);
      // A field scrolls by itself.
      if (/hidden|clip/.test(style.overflowX) && !inLane && node !== lane && node.localName !== "input" && node.scrollWidth > node.clientWidth) say(node, `${node.scrollWidth} px wide, ${node.clientWidth} shown`);
      if (node.localName === "button" && (box.width < 44 || box.height < 44)) say(node, `a button of ${px(box.width)} to ${px(box.height)} px`);
      const texts = Array.from(node.childNodes).filter((child) => child.nodeType === 3 && child.data.trim());
      if (!texts.length) continue;
      const lines = parseFloat(style.lineHeight) / parseFloat(style.fontSize);
      // 1.45, and what engines round.
      if (!(lines >= 1.449)) say(node, `line height ${style.lineHeight} for letters of ${style.fontSize}`);
      const boxes = [];
      for (const text of texts) {
        const range = document.createRange();
        range.selectNodeContents(text);
        boxes.push(...Array.from(range.getClientRects()));
      }
      if (!inLane) written.push({ node, boxes: inSight(node, boxes) });
      // Cut off by anything around it, the page's own boxes included.
      for (let around = up(node); around && around !== document.body; around = up(around)) {
        const outer = getComputedStyle(around);
        if (!/hidden|clip/.test(outer.overflowY)) continue;
        const frame = around.getBoundingClientRect();
        const cut = boxes.find((one) => one.top < frame.top - 0.5 || one.bottom > frame.bottom + 0.5 || (!inLane && (one.left < frame.left - 0.5 || one.right > frame.right + 0.5)));
        if (cut) say(node, `"${texts[0].data.slice(0, 20)}" is cut by .${name(around)}`);
      }
    }
    const buttons = all.filter((node) => node.localName === "button").map((node) => ({ node, boxes: inSight(node, [node.getBoundingClientRect()]) }));
    if (lane && lane.getClientRects().length) written.push({ node: lane, boxes: [lane.getBoundingClientRect()] });
    const things = written.concat(buttons);
    const stays = (node) => !!node.closest("th") && getComputedStyle(node.closest("th")).position === "sticky";
    things.forEach((one, at) => {
      for (const other of things.slice(at + 1)) {
        // A label in its button, and rows below a head that stays in sight.
        if (one.node.contains(other.node) || other.node.contains(one.node) || stays(one.node) !== stays(other.node)) continue;
        if (one.boxes.some((a) => other.boxes.some((b) => meet(a, b)))) say(one.node, `lies on .${name(other.node)}`);
      }
    });
  });
  return faults;
}

/** Vietnamese capitals with two marks whose ink leaves the box that cuts them off: drawn, and the drawing measured. */
export function inkFaults() {
  const faults = [];
  const ink = (style) => {
    const size = parseFloat(style.fontSize);
    const canvas = document.createElement("canvas");
    canvas.width = 8 * size;
    canvas.height = 6 * size;
    const brush = canvas.getContext("2d");
    brush.font = `${style.fontStyle} ${style.fontWeight} ${style.fontSize} ${style.fontFamily}`;
    brush.fillText("ẨỖỮẶ", 0, 3 * size);
    const { data, width, height } = brush.getImageData(0, 0, canvas.width, canvas.height);
    const rows = [];
    for (let y = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1) if (data[(y * width + x) * 4 + 3]) { rows.push(y); break; }
    }
    return { above: 3 * size - rows[0], below: rows[rows.length - 1] + 1 - 3 * size };
  };
  for (const host of Array.from(document.querySelectorAll("cchc-news"))) {
    const lane = host.shadowRoot && host.shadowRoot.querySelector(".lane");
    if (!lane || !lane.getClientRects().length) continue;
    const box = lane.getBoundingClientRect();
    const parts = lane.querySelectorAll(".segment:first-child > *");
    if (!parts.length) faults.push("no text in the lane");
    for (const part of Array.from(parts)) {
      // An empty inline block stands on the baseline.
      const foot = document.createElement("span");
      foot.style.display = "inline-block";
      part.append(foot);
      const baseline = foot.getBoundingClientRect().bottom;
      foot.remove();
      const { above, below } = ink(getComputedStyle(part));
      if (!(baseline - above >= box.top)) faults.push(`.${part.className || part.localName}: marks ${box.top - baseline + above} px above the lane`);
      if (!(baseline + below <= box.bottom)) faults.push(`.${part.className || part.localName}: marks ${baseline + below - box.bottom} px below the lane`);
    }
  }
  return faults;
}

/** Text below 7:1 (large text 4.5:1), and pictures on buttons below 4.5:1, on the surface behind them. */
export function contrastFaults() {
  const faults = [];
  const read = (colour) => (colour.match(/[\d.]+/g) || []).map(Number);
  const light = ([r, g, b]) => {
    const [x, y, z] = [r, g, b].map((part) => (part / 255 <= 0.03928 ? part / 255 / 12.92 : Math.pow((part / 255 + 0.055) / 1.055, 2.4)));
    return 0.2126 * x + 0.7152 * y + 0.0722 * z;
  };
  const ratio = (a, b) => {
    const [low, high] = [light(a), light(b)].sort((x, y) => x - y);
    return (high + 0.05) / (low + 0.05);
  };
  const surface = (node) => {
    for (let at = node; at; at = at.parentElement || at.getRootNode().host) {
      const [r, g, b, alpha = 1] = read(getComputedStyle(at).backgroundColor);
      if (alpha === 1) return [r, g, b];
      if (alpha > 0) faults.push(`a half transparent surface behind .${node.className}`);
    }
    return [255, 255, 255];
  };
  Array.from(document.querySelectorAll("*")).filter((host) => /^cchc-/.test(host.localName)).forEach((host, n) => {
    const base = host.shadowRoot && host.shadowRoot.querySelector(".base");
    for (const node of base ? Array.from(base.querySelectorAll("*")) : []) {
      if (!node.getClientRects().length) continue;
      const style = getComputedStyle(node);
      const check = (colour, least, what) => {
        const is = ratio(read(colour), surface(node));
        if (is < least) faults.push(`${n} .${node.className || node.localName}: ${what} ${is.toFixed(2)}:1`);
      };
      if (Array.from(node.childNodes).some((child) => child.nodeType === 3 && child.data.trim())) {
        const size = parseFloat(style.fontSize);
        const large = size >= 24 || (size >= 18.66 && +style.fontWeight >= 700);
        check(style.color, large ? 4.5 : 7, "text");
      }
      if (node.localName === "button") check(getComputedStyle(node, "::before").borderRightColor, 4.5, "picture");
    }
  });
  return faults;
}
