// Time of the moving line, by hand. Like the probes it runs inside a page before the page's own scripts, is sent as text
// and uses no syntax younger than Chromium 68.

/**
 * Animations move only when the test says so, and then exactly; where their elements are is still the browser's work.
 *
 * Each real animation stands paused, and its time is set from a clock of this probe. A new animation begins with the
 * next frame, as real ones do, unless its start time is set. `cchcReel.advance(ms)` lets time pass and tells each end
 * when it comes; `jump(ms)` lets it pass as in a page out of sight, where nothing is told; `frame()` then tells what has
 * ended, once, and gives how many that were.
 */
export function reel() {
  let now = 5000;
  const known = new Set();
  const animate = Element.prototype.animate;
  const describe = (object, name) => {
    const found = Object.getOwnPropertyDescriptor(object, name);
    return found || describe(Object.getPrototypeOf(object), name);
  };
  // What has run to its end stays there. What is set beyond its end stays where it was set, but for old engines.
  const at = (one) => (one.start === null ? one.hold : Math.min(one.limit, now - one.start));
  const seek = (one, ms) => Object.assign(one, { start: ms, hold: null, pending: false, limit: Math.max(one.duration, document.timeline ? now - ms : 0) });
  const begin = () => known.forEach((one) => {
    if (one.pending) Object.assign(one, { start: now - one.hold, hold: null, pending: false });
  });
  const place = () => known.forEach((one) => one.put(at(one)));
  const due = (until) =>
    Array.from(known)
      .filter((one) => !one.told && one.start !== null && one.start + one.duration <= until)
      .sort((a, b) => a.start + a.duration - b.start - b.duration);
  const tell = (one) => {
    one.told = true;
    if (one.real.onfinish) one.real.onfinish.call(one.real, new Event("finish"));
  };
  Element.prototype.animate = function (frames, options) {
    const real = animate.call(this, frames, options);
    const { set } = describe(real, "currentTime");
    const cancel = real.cancel;
    real.pause();
    const one = { real, node: this, frames, duration: options.duration, limit: options.duration, start: null, hold: 0, pending: true, told: false };
    one.put = (ms) => set.call(real, ms);
    one.put(0);
    known.add(one);
    Object.defineProperties(real, {
      currentTime: { get: () => at(one), set: (ms) => (one.start === null ? (one.hold = ms) : seek(one, now - ms)) },
      startTime: { get: () => one.start, set: (ms) => seek(one, ms) },
      pause: { value: () => Object.assign(one, { hold: at(one), start: null, pending: false }) },
      // As the standard has it: playing what has ended begins anew.
      play: { value: () => one.start === null && Object.assign(one, { hold: one.hold < one.duration ? one.hold : 0, pending: true }) },
      cancel: { value: () => (known.delete(one), cancel.call(real)) },
    });
    return real;
  };
  window.cchcReel = {
    known,
    /** What moves, what is held, and the speeds in pixels per second. */
    state() {
      const all = Array.from(known);
      const x = (frame) => parseFloat(/translateX\((.+)px\)/.exec(frame.transform)[1]);
      const speeds = all.map(({ frames, duration }) => ((x(frames[0]) - x(frames[1])) / duration) * 1000);
      return { count: all.length, held: all.filter((one) => one.start === null && !one.pending).length, speeds };
    },
    advance(ms) {
      begin();
      for (const end = now + ms; ; ) {
        const next = due(end)[0];
        now = next ? Math.max(now, next.start + next.duration) : end;
        if (!next) break;
        tell(next);
        begin();
      }
      place();
    },
    jump(ms) {
      begin();
      now += ms;
      place();
    },
    frame() {
      const ended = due(now);
      ended.forEach(tell);
      begin();
      place();
      return ended.length;
    },
  };
}

/** The lane of the first widget and what lies in it, from left to right, in tenths of a pixel from the lane's edge. */
export function lane() {
  const box = document.querySelector("cchc-news").shadowRoot.querySelector(".lane");
  const { left, width } = box.getBoundingClientRect();
  const tenth = (px) => Math.round(px * 10) / 10;
  const segments = Array.from(box.children, (node) => {
    const rect = node.getBoundingClientRect();
    return { id: node.getAttribute("data-id"), text: node.textContent, left: tenth(rect.left - left), right: tenth(rect.right - left) };
  });
  return { width: tenth(width), segments: segments.sort((a, b) => a.left - b.left) };
}

/** Where the lane is bare for more than the gap of the design, or two items meet; empty when all is well. */
export function holes({ width, segments }, gap = 56) {
  const found = [];
  const inSight = segments.filter(({ left, right }) => right > 0 && left < width);
  // Places and widths are rounded to whole pixels, each on its own.
  const slack = 1.1;
  if (!inSight.length) return [`nothing in a lane of ${width} px: ${JSON.stringify(segments)}`];
  if (inSight[0].left > gap + slack) found.push(`${inSight[0].left} px bare on the left`);
  const last = segments[segments.length - 1];
  if (last.right + gap < width - slack) found.push(`${width - last.right} px bare on the right`);
  for (let n = 1; n < segments.length; n += 1) {
    const { id, right } = segments[n - 1];
    const between = segments[n].left - right;
    // What has left waits at the edge to be taken away, and what follows comes up to it.
    if (right > 0 && (between < gap - slack || (right < width && between > gap + slack))) found.push(`${Math.round(between)} px between ${id} and ${segments[n].id}`);
  }
  return found;
}
