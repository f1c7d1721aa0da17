// The pages of lookup and feedback: the snippet against the script tag alone and against the widget's own iframe. There is no peer that
// does the same work: what searches alone stands in the part of the lookup.

import { VERSION, snippet } from "../pages.mjs";
import { load, measures } from "./load.mjs";

const PAGES = {
  procedures: {
    title: { vi: "Khởi động của trang thủ tục", en: "Start of the page of procedures" },
    drawn: { vi: "ô tìm hiện ra", en: "the field seen" },
    inside: "#find",
  },
  feedback: {
    title: { vi: "Khởi động của trang góp ý", en: "Start of the page of feedback" },
    drawn: { vi: "biểu mẫu hiện ra", en: "the form seen" },
    inside: "[name='/body']",
  },
};

function rows(name) {
  const { preloads, script } = snippet(name);
  const tag = `cchc-${name}`;
  const widget = { open: `<${tag}>`, close: `</${tag}>`, seen: { host: tag, inside: PAGES[name].inside, count: 1 } };
  const frame = `<iframe src="/v1/${VERSION}/frame.html?widget=${name}" title="${name}" width="100%" height="600">`;
  const height = `<script async src="/v1/${VERSION}/frame-height.js"></script>`;
  return [
    { name: "widget", label: { vi: `<${tag}>, mã nhúng`, en: `<${tag}>, the snippet` }, head: [...preloads, script], ...widget },
    { name: "widget-bare", label: { vi: `<${tag}>, chỉ thẻ script`, en: `<${tag}>, script alone` }, head: [script], ...widget },
    { name: "frame", label: { vi: `<${tag}> trong iframe`, en: `<${tag}> in an iframe` }, head: [], open: frame, close: `</iframe>${height}`, seen: { ...widget.seen, frame: true }, frame: true },
  ];
}

/** The part of one of these pages. */
const part = (name) => async ({ loads, minutes, slow, phases }) => {
  const all = rows(name);
  const { title, drawn } = PAGES[name];
  const { conditions, samples } = await load({ part: name, rows: all, title: title.vi, slow, loads, minutes, phases });
  return {
    id: name,
    title,
    about: {
      vi: "Cùng một trang, cùng nội dung dự phòng. Không có bản nào của người khác làm cùng việc, nên chỉ so các cách nhúng với nhau.",
      en: "One page, one fallback. Nobody else's does the same work, so only the ways of embedding stand beside each other.",
    },
    own: "widget",
    kin: ["widget-bare", "frame"],
    rows: Object.fromEntries(all.map(({ name: row, label }) => [row, label])),
    conditions,
    measures: measures(drawn),
    samples,
    charts: ["drawnMs", "interactiveMs", "bytes"],
    changes: {},
  };
};

export const procedures = part("procedures");
export const feedback = part("feedback");
