// The pages of lookup, feedback and the lobby screen: the widget against the same by hand, with Lit, Preact and Svelte, and against
// its own iframe. What the search itself takes stands in the part of the lookup.

import { VERSION, feedPreloads, peerHead, snippet } from "../pages.mjs";
import { load, measures } from "./load.mjs";

const FRAMEWORKS = [["plain", { vi: "JavaScript viết tay", en: "JavaScript by hand" }], ["lit", "Lit"], ["preact", "Preact"], ["svelte", "Svelte"]];

const PAGES = {
  procedures: {
    title: { vi: "Khởi động của trang thủ tục", en: "Start of the page of procedures" },
    about: {
      vi: "Cùng một trang, một nội dung dự phòng; ô tìm và tám thủ tục hay dùng. Các bản kia lọc danh sách theo chữ không dấu ở mỗi phím: không từ đồng nghĩa, không sửa lỗi gõ, không lọc, không trang chi tiết, không dùng được khi mất mạng.",
      en: "One page, one fallback; a field and eight procedures that are often needed. The others filter the list without marks at every key: no synonyms, no slips, no filters, no details, nothing without network.",
    },
    drawn: { vi: "danh sách hiện ra", en: "the list seen" },
    files: ["procedures"],
    inside: ".popular li button",
    peer: ".found a",
    count: 8,
    tag: "procedure-lookup",
  },
  feedback: {
    title: { vi: "Khởi động của trang góp ý", en: "Start of the page of feedback" },
    about: {
      vi: "Cùng một trang, một nội dung dự phòng, cùng biểu mẫu và danh sách cơ quan. Các bản kia gửi một lần: không bản nháp, không tệp kèm, không chờ mạng, không gửi lại, không tiếng Anh.",
      en: "One page, one fallback, the same form and list of agencies. The others send once: no drafts, no files, no waiting for a network, no second attempt, no second language.",
    },
    drawn: { vi: "biểu mẫu hiện ra", en: "the form seen" },
    files: ["feedback", "agencies"],
    inside: "[name='/body']",
    peer: "[name=body]",
    count: 1,
    tag: "feedback-form",
  },
  screen: {
    title: { vi: "Khởi động của màn hình", en: "Start of the lobby screen" },
    about: {
      vi: "Cùng một trang, một nội dung dự phòng; cảnh đầu tiên hiện ra. Bản viết tay chỉ chạy từng tin với đồng hồ: không cảnh khác, không mã QR, không chia trang, không dùng được khi mất mạng.",
      en: "One page, one fallback; the first scene is there. The one by hand shows news one by one with a clock: no other scenes, no codes, no pages, nothing without network.",
    },
    drawn: { vi: "cảnh đầu tiên", en: "the first scene" },
    files: ["news"],
    attributes: ' screen="mau-sanh-1"',
    inside: ".scene",
    peer: ".slide",
    count: 1,
    only: "plain",
    // A screen stands on its own page.
    hasFrame: false,
  },
};

const CHANGES = {
  fallbackMs: { vi: "Ít tải trước hơn trong <head>.", en: "Fewer preloads in the head." },
  drawnMs: { vi: "Bó WebAssembly nhỏ hơn; cái người đọc chờ là nội dung dự phòng, WebAssembly chỉ tiếp quản.", en: "A smaller bundle; what a reader waits for is the fallback, WebAssembly only takes over." },
  interactiveMs: { vi: "Như dòng trên.", en: "The same." },
  bytes: { vi: "Tách phần chỉ dùng khi mở ra; tải một lần rồi nằm trong bộ nhớ đệm.", en: "What is used only when opened, split off; paid once, then cached for ever." },
  requests: { vi: "Gộp mã nối vào tệp khởi động.", en: "The glue inside the loader." },
  tasks: { vi: "Chia việc dựng lần đầu thành các tác vụ ngắn.", en: "The first render cut into shorter tasks." },
  blockingMs: { vi: "Chia việc dựng lần đầu thành các tác vụ ngắn.", en: "The first render cut into shorter tasks." },
  shift: { vi: "Giữ chỗ bằng min-height như examples/page.css.", en: "Room kept by min-height as examples/page.css does." },
  memory: { vi: "Vùng nhớ WebAssembly ban đầu nhỏ hơn.", en: "A smaller first WebAssembly memory." },
};

function rows(name) {
  const { attributes = "", inside, peer, count, files, tag: own, only, hasFrame = true } = PAGES[name];
  const { preloads, script } = snippet(name);
  const tag = `cchc-${name}`;
  const widget = { open: `<${tag}${attributes}>`, close: `</${tag}>`, seen: { host: tag, inside, count } };
  const frame = `<iframe src="/v1/${VERSION}/frame.html?widget=${name}" title="${name}" width="100%" height="600">`;
  const height = `<script async src="/v1/${VERSION}/frame-height.js"></script>`;
  const all = [
    { name: "widget", label: { vi: `<${tag}>, mã nhúng`, en: `<${tag}>, the snippet` }, head: [...preloads, script], ...widget },
    { name: "widget-bare", label: { vi: `<${tag}>, chỉ thẻ script`, en: `<${tag}>, script alone` }, head: [script], ...widget },
  ];
  if (hasFrame) {
    const label = { vi: `<${tag}> trong iframe`, en: `<${tag}> in an iframe` };
    all.push({ name: "frame", label, head: [], open: frame, close: `</iframe>${height}`, seen: { ...widget.seen, frame: true }, frame: true });
  }
  for (const [framework, label] of FRAMEWORKS.filter(([one]) => !only || one === only)) {
    const place = framework === "lit" ? { open: `<${own}>`, close: `</${own}>`, host: own } : { open: '<div class="fallback">', close: "</div>" };
    const head = [...feedPreloads("cchc", ...files), ...peerHead(`${framework}-${name}`)];
    all.push({ name: framework, label, peer: `${framework}-${name}`, head, open: place.open, close: place.close, seen: { host: place.host, inside: peer, count } });
  }
  return all;
}

/** The part of one of these pages. */
const part = (name) => async ({ loads, minutes, slow, phases }) => {
  const all = rows(name);
  const { title, about, drawn } = PAGES[name];
  const { conditions, samples, hold } = await load({ part: name, rows: all, title: title.vi, slow, loads, minutes, phases });
  return {
    id: name,
    title,
    about,
    own: "widget",
    kin: ["widget-bare", "frame"],
    rows: Object.fromEntries(all.map(({ name: row, label }) => [row, label])),
    conditions,
    measures: measures(drawn),
    samples,
    hold,
    charts: ["drawnMs", "interactiveMs", "bytes"],
    changes: CHANGES,
  };
};

export const procedures = part("procedures");
export const feedback = part("feedback");
export const screen = part("screen");
