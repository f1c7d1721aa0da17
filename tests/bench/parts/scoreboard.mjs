// Four indexes as charts: the scoreboard against pages that draw the same values of the same file with chart libraries or by hand.

import { feedPreloads, peerHead, snippet } from "../pages.mjs";
import { load, measures } from "./load.mjs";

const INDEXES = "par-index sipas papi pci";
const CHARTS = 4;

function rows() {
  const { preloads, script } = snippet("scoreboard");
  const peer = (name, label, inside, built = name) => ({
    name,
    label,
    peer: built,
    head: [...feedPreloads("cchc", "indexes"), ...peerHead(built)],
    open: `<div class="fallback" data-index="${INDEXES}">`,
    close: "</div>",
    seen: { inside: `.chart ${inside}`, count: CHARTS },
  });
  return [
    {
      name: "widget",
      label: "<cchc-scoreboard>",
      head: [...preloads, script],
      open: `<cchc-scoreboard index="${INDEXES}">`,
      close: "</cchc-scoreboard>",
      seen: { host: "cchc-scoreboard", inside: ".spark svg", count: CHARTS },
    },
    peer("plain", { vi: "SVG viết tay", en: "SVG by hand" }, "svg", "plain-scoreboard"),
    peer("uplot", "uPlot", "canvas"),
    peer("chartjs", "Chart.js", "canvas"),
    peer("plot", "Observable Plot", "svg"),
    peer("echarts", "ECharts", "svg"),
  ];
}

/** Resolves to the part of the report. */
export async function scoreboard({ loads, minutes, slow, phases }) {
  const all = rows();
  const { conditions, samples, hold } = await load({ part: "scoreboard", rows: all, title: "Bảng điểm cải cách hành chính", inlineStyles: true, slow, loads, minutes, phases });
  return {
    id: "scoreboard",
    title: { vi: "Biểu đồ của bảng điểm", en: "Charts of the scoreboard" },
    about: {
      vi: "Bốn chỉ số, cùng các giá trị từ cùng một tệp. Các bản kia chỉ vẽ đường, có trục; <cchc-scoreboard> vẽ đường nhỏ và còn viết giá trị, hạng, nguồn, thay đổi, lời cho trình đọc màn hình. Thư viện được nạp phần cần dùng, không hoạt ảnh. Điểm ảnh của canvas không tính vào bộ nhớ. Vì Observable Plot không chạy dưới chính sách của trang ví dụ, mọi trang ở đây cho phép kiểu viết trong trang.",
      en: "Four indexes, the same values out of the same file. The others draw lines with axes and nothing else; <cchc-scoreboard> draws small lines and also writes value, rank, source, change and words for screen readers. Of a library only what is used is loaded, without animation. Pixels of a canvas are not in the memory. Observable Plot does not run under the policy of the example pages, so all pages here allow inline styles.",
    },
    own: "widget",
    rows: Object.fromEntries(all.map(({ name, label }) => [name, label])),
    conditions,
    measures: measures({ vi: "bốn biểu đồ hiện ra", en: "four charts seen" }),
    samples,
    hold,
    charts: ["drawnMs", "bytes", "memory"],
    changes: {
      fallbackMs: { vi: "Ít tải trước hơn trong <head>.", en: "Fewer preloads in the head." },
      drawnMs: { vi: "Bó nhỏ hơn: xếp hạng, tải tệp và vòng tròn thành phần nằm trong bó riêng.", en: "A smaller bundle: ranking, downloads and radar in a bundle of their own, fetched when opened." },
      interactiveMs: { vi: "Như dòng trên.", en: "The same." },
      bytes: { vi: "Như trên: tách phần chỉ dùng khi mở ra.", en: "The same: what is used only when opened, split off." },
      requests: { vi: "Gộp mã nối vào tệp khởi động.", en: "The glue inside the loader." },
      tasks: { vi: "Dựng từng thẻ một tác vụ.", en: "One task for each card." },
      blockingMs: { vi: "Dựng từng thẻ một tác vụ.", en: "One task for each card." },
      shift: { vi: "Giữ chỗ bằng min-height như examples/page.css.", en: "Room kept by min-height as examples/page.css does." },
      memory: { vi: "Vùng nhớ WebAssembly ban đầu nhỏ hơn.", en: "A smaller first WebAssembly memory." },
    },
  };
}
