// The page of news: the widget against the same list by hand, with Lit, Preact and Svelte, and against its own iframe.

import { VERSION, feedPreloads, peerHead, snippet } from "../pages.mjs";
import { compareTitles, load, measures } from "./load.mjs";

const LIMIT = 5;

function rows() {
  const { preloads, script } = snippet("news");
  const place = { open: `<div class="fallback" data-limit="${LIMIT}">`, close: "</div>", seen: { inside: ".news-plain a", count: LIMIT } };
  const peer = (name, label, more) => ({ name, label, peer: `${name}-news`, head: [...feedPreloads("cchc", "news"), ...peerHead(`${name}-news`)], ...place, ...more });
  const widget = { open: `<cchc-news limit="${LIMIT}">`, close: "</cchc-news>", seen: { host: "cchc-news", inside: ".title", count: LIMIT } };
  const lit = { open: `<news-list limit="${LIMIT}">`, close: "</news-list>", seen: { host: "news-list", inside: "a", count: LIMIT } };
  const frame = `<iframe src="/v1/${VERSION}/frame.html?widget=news&limit=${LIMIT}" title="Tin" width="100%" height="400">`;
  const height = `<script async src="/v1/${VERSION}/frame-height.js"></script>`;
  return [
    { name: "widget", label: { vi: "<cchc-news>, mã nhúng", en: "<cchc-news>, the snippet" }, head: [...preloads, script], ...widget },
    { name: "widget-bare", label: { vi: "<cchc-news>, chỉ thẻ script", en: "<cchc-news>, script alone" }, head: [script], ...widget },
    { name: "frame", label: { vi: "<cchc-news> trong iframe", en: "<cchc-news> in an iframe" }, head: [], open: frame, close: `</iframe>${height}`, seen: { ...widget.seen, frame: true }, frame: true },
    peer("plain", { vi: "JavaScript viết tay", en: "JavaScript by hand" }),
    peer("lit", "Lit", lit),
    peer("preact", "Preact"),
    peer("svelte", "Svelte"),
  ];
}

/** Resolves to the part of the report. */
export async function start({ loads, minutes, slow, phases }) {
  const all = rows();
  const { conditions, samples, hold } = await load({ part: "news", rows: all, title: "Tin cải cách hành chính", slow, loads, minutes, phases });
  compareTitles(samples);
  return {
    id: "start",
    title: { vi: "Khởi động của trang tin", en: "Start of the page of news" },
    about: {
      vi: "Cùng một trang, một nguồn tin, một nội dung dự phòng, năm tiêu đề; mọi trang tải trước tệp tin như nhau, trừ iframe và “chỉ thẻ script”. Các bản kia chỉ dựng danh sách một lần: không làm mới, không bản lưu, không tiếng Anh, không kiểm tra tệp.",
      en: "One page, one feed, one fallback, five headlines; every page preloads the feed alike, but for the iframe and “script alone”. The others build a list once: no refresh, no kept copy, no second language, no check of the files.",
    },
    own: "widget",
    kin: ["widget-bare", "frame"],
    rows: Object.fromEntries(all.map(({ name, label }) => [name, label])),
    conditions,
    measures: measures({ vi: "tiêu đề đầu tiên", en: "headlines seen" }),
    samples,
    hold,
    charts: ["drawnMs", "interactiveMs", "bytes"],
    changes: {
      fallbackMs: { vi: "Ít tải trước hơn trong <head>: chúng giành đường truyền với trang.", en: "Fewer preloads in the head: they compete with the page itself for the line." },
      drawnMs: { vi: "Bó WebAssembly nhỏ hơn. Cái người đọc chờ là nội dung dự phòng có tin hôm nay, do trang tạo mã nhúng điền sẵn; WebAssembly chỉ tiếp quản.", en: "A smaller bundle. What a reader waits for is the fallback with today's news in it, which the builder fills in; WebAssembly only takes over." },
      interactiveMs: { vi: "Như dòng trên: thời gian là của việc tải và biên dịch WebAssembly.", en: "The same as for the headlines: the time goes into fetching and compiling WebAssembly." },
      bytes: { vi: "Bỏ khung Leptos cho riêng thẻ tin, hoặc không kèm thông báo, tiếng Anh, bản lưu; tải một lần rồi nằm trong bộ nhớ đệm.", en: "News without the Leptos runtime, or without notices, second language and kept copy; paid once, then cached for ever." },
      requests: { vi: "Gộp mã nối vào tệp khởi động; thông báo khẩn là thêm một tệp.", en: "The glue inside the loader; urgent notices are one more file." },
      tasks: { vi: "Chia việc dựng lần đầu thành các tác vụ ngắn.", en: "The first render cut into shorter tasks." },
      blockingMs: { vi: "Chia việc dựng lần đầu thành các tác vụ ngắn.", en: "The first render cut into shorter tasks." },
      shift: { vi: "Giữ chỗ bằng min-height như examples/page.css.", en: "Room kept by min-height as examples/page.css does." },
      memory: { vi: "Vùng nhớ WebAssembly ban đầu nhỏ hơn (ngăn xếp và trang đầu).", en: "A smaller first WebAssembly memory (stack and first pages)." },
    },
  };
}
