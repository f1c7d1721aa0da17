// The moving line: the widget against react-fast-marquee, jQuery.marquee and <marquee>, ten headlines, as fast as each other.

import { engines, open, until } from "../../e2e/lib/browsers.mjs";
import { serveHub, serveProxy } from "../../e2e/lib/server.mjs";
import { peerHead, put, putPeers, snippet } from "../pages.mjs";
import { order } from "../stats.mjs";
import { presented } from "../trace.mjs";

const SPEED = 60;
/** Work of the page around the line: so long, so often. */
const BUSY = { workMs: 80, everyMs: 250 };

const CONDITIONS = {
  "1x": { cpu: 1, label: { vi: "bộ xử lý 1×", en: "processor 1×" } },
  "6x": { cpu: 6, label: { vi: "bộ xử lý chậm 6×", en: "processor slowed 6×" } },
  busy: { cpu: 1, isBusy: true, label: { vi: `trang bận: ${BUSY.workMs} ms trong mỗi ${BUSY.everyMs} ms`, en: `a busy page: ${BUSY.workMs} ms in every ${BUSY.everyMs} ms` } },
};

const MEASURES = [
  { key: "speed", unit: "px/s", isFact: true, label: { vi: "tốc độ đo được", en: "speed as measured" } },
  { key: "presented", unit: "fps", more: true, label: { vi: "khung hình hiện ra mỗi giây", en: "frames presented per second" } },
  { key: "dropped", unit: "fps", label: { vi: "khung hình rơi mỗi giây", en: "frames dropped per second" } },
  { key: "mainMs", unit: "ms/s", label: { vi: "luồng chính, mỗi giây", en: "main thread, per second" } },
  { key: "scriptMs", unit: "ms/s", label: { vi: "trong đó mã lệnh, mỗi giây", en: "of it scripts, per second" } },
  { key: "layoutMs", unit: "ms/s", label: { vi: "trong đó kiểu và bố cục, mỗi giây", en: "of it style and layout, per second" } },
];

function rows() {
  const line = `<div class="line" data-pace="${SPEED}"></div>`;
  const peer = (name, label) => ({ name, label, peer: name, head: peerHead(name), body: line, ready: () => document.querySelectorAll(".line a").length >= 10 });
  const widget = `<cchc-news eager layout="ticker" speed="${SPEED}" limit="10" notices="off"><a href="/tin">Tin</a></cchc-news>`;
  return [
    {
      name: "widget",
      label: '<cchc-news layout="ticker">',
      head: [snippet("news").script],
      body: widget,
      ready: () => {
        const { shadowRoot } = document.querySelector("cchc-news");
        return shadowRoot && Array.from(shadowRoot.querySelectorAll("*")).some((element) => element.getAnimations().length);
      },
    },
    peer("react-marquee", "react-fast-marquee"),
    peer("jquery-marquee", "jQuery.marquee"),
    peer("native-marquee", "<marquee>"),
  ];
}

/** Resolves to the part of the report. Each line is watched for `seconds`. */
export async function ticker({ loads, seconds, conditions = Object.keys(CONDITIONS) }) {
  const all = rows();
  const hub = await serveHub();
  const proxy = await serveProxy(hub.origin);
  const samples = Object.fromEntries(conditions.map((name) => [name, Object.fromEntries(all.map((row) => [row.name, []]))]));
  try {
    putPeers(proxy, all, {});
    for (const row of all) {
      const page = `<!doctype html><html lang="vi"><head><meta charset="utf-8"><link rel="icon" href="data:,"><title>Dòng tin</title>
        <style>body { margin: 0; font: 18px system-ui } .line { width: 100%; overflow: hidden; white-space: nowrap }</style>
        ${row.head.join("\n")}</head><body>${row.body}</body></html>`;
      put(proxy, `/bench/ticker/${row.name}.html`, page, "text/html; charset=utf-8", { "cache-control": "no-store" });
    }
    for (const name of conditions) {
      for (let round = 0; round < loads; round += 1) {
        console.log(`ticker: ${CONDITIONS[name].label.en}, round ${round + 1} of ${loads}`);
        for (const row of order(all, round)) samples[name][row.name].push(await watch(proxy, row, CONDITIONS[name], seconds));
      }
    }
  } finally {
    await proxy.stop();
    await hub.stop();
  }
  return {
    id: "ticker",
    title: { vi: "Dòng tin chạy", en: "The moving line" },
    about: {
      vi: `Mười tiêu đề, ${SPEED} điểm ảnh mỗi giây, ${seconds} giây mỗi lượt, không có bộ xử lý đồ họa. Đếm từ dấu vết của trình duyệt, trang không bị hỏi gì trong lúc đo. Bộ xử lý chậm chỉ làm chậm luồng chính.`,
      en: `Ten headlines, ${SPEED} pixels a second, ${seconds} seconds each time, no graphics processor. Counted in the browser's own trace; nothing is asked of the page meanwhile. A slowed processor slows the main thread alone.`,
    },
    own: "widget",
    rows: Object.fromEntries(all.map(({ name, label }) => [name, label])),
    conditions: Object.fromEntries(conditions.map((name) => [name, CONDITIONS[name].label])),
    measures: MEASURES,
    samples,
    charts: ["mainMs", "dropped"],
    changes: {
      presented: { vi: "Chuyển động do bộ ghép hình làm; nếu thua, xem có gì trong dòng buộc vẽ lại.", en: "The compositor moves the line; where it loses, look for what in the line forces a repaint." },
      dropped: { vi: "Như trên: không vẽ lại trong lúc chạy.", en: "The same: no repaint while it moves." },
      mainMs: { vi: "Mỗi tin là một hoạt ảnh riêng, trình duyệt tính từng cái; một hoạt ảnh cho cả làn rẻ hơn, nhưng tin mới sẽ làm xê dịch chữ đang đọc.", en: "Each item is an animation of its own, and the browser keeps time for each; one for the whole lane is cheaper, but then new items move what is being read." },
      scriptMs: { vi: "Ít lượt thêm bớt tin hơn: giữ nhiều tin trong làn hơn một lúc.", en: "Fewer turns of putting items in and out: more of them kept in the lane at once." },
      layoutMs: { vi: "Như trên: ít lượt thêm bớt tin hơn.", en: "The same: fewer turns." },
    },
  };
}

async function watch(proxy, row, { cpu, isBusy }, seconds) {
  const browser = await engines.chromium();
  try {
    const { page, wrong } = await open(browser, `${proxy.origin}/bench/ticker/${row.name}.html`, { width: 800, height: 300 });
    await until(page, row.ready);
    const client = await page.createCDPSession();
    await client.send("Performance.enable");
    await page.emulateCPUThrottling(cpu > 1 ? cpu : null);
    if (isBusy) await page.evaluate(keepBusy, BUSY);
    // What starting takes is no part of running.
    await pause(1500);
    const speed = await page.evaluate(moved);
    if (!(speed > SPEED / 3)) throw new Error(`${row.name} moves ${speed} pixels a second`);
    const before = await metrics(client);
    const frames = await presented(client, () => pause(seconds * 1000));
    const after = await metrics(client);
    if (wrong.length) throw new Error(`${row.name}: ${wrong.join("\n")}`);
    const per = (name) => (1000 * (after[name] - before[name])) / (after.Timestamp - before.Timestamp);
    return { speed, ...frames, mainMs: per("TaskDuration"), scriptMs: per("ScriptDuration"), layoutMs: per("LayoutDuration") + per("RecalcStyleDuration") };
  } finally {
    await browser.close();
  }
}

/** Runs in the page: work as of a page with much else to do. */
function keepBusy({ workMs, everyMs }) {
  setInterval(() => {
    const end = performance.now() + workMs;
    while (performance.now() < end);
  }, everyMs);
}

/** Runs in the page: how fast the fastest link of the line goes, in pixels per second. */
async function moved() {
  const host = document.querySelector("cchc-news");
  const links = () => Array.from((host ? host.shadowRoot : document).querySelectorAll("a"));
  const frame = () => new Promise((done) => requestAnimationFrame(done));
  const all = links();
  const lefts = () => all.map((link) => link.getBoundingClientRect().left);
  const begun = await frame();
  const from = lefts();
  await new Promise((done) => setTimeout(done, 1000));
  const ended = await frame();
  const steps = lefts().map((left, at) => from[at] - left).filter((step) => step > 0);
  return (1000 * Math.max(0, ...steps)) / (ended - begun);
}

const pause = (ms) => new Promise((done) => setTimeout(done, ms));

async function metrics(client) {
  const { metrics: all } = await client.send("Performance.getMetrics");
  return Object.fromEntries(all.map(({ name, value }) => [name, value]));
}
