// A QR code of a widget as a telephone sees it.

import jsQR from "jsqr";

/** Draws the code as it stands there, in its own colours, and gives dots, side, and how light its two colours are. */
export function drawn(tag) {
  const svg = document.querySelector(tag).shadowRoot.querySelector("svg.qr");
  const side = +svg.getAttribute("viewBox").split(" ")[2];
  const scale = 4;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = side * scale;
  const brush = canvas.getContext("2d");
  brush.scale(scale, scale);
  brush.fillStyle = getComputedStyle(svg).backgroundColor;
  brush.fillRect(0, 0, side, side);
  brush.fillStyle = getComputedStyle(svg.querySelector("path")).fill;
  brush.fill(new Path2D(svg.querySelector("path").getAttribute("d")));
  const { data } = brush.getImageData(0, 0, canvas.width, canvas.height);
  return { dots: Array.from(data), side: canvas.width, label: svg.getAttribute("aria-label"), width: svg.getBoundingClientRect().width };
}

/** What a camera reads. */
export function scanned({ dots, side }) {
  const read = jsQR(Uint8ClampedArray.from(dots), side, side, { inversionAttempts: "dontInvert" });
  return read && read.data;
}
