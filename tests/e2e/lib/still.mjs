// What is on of a page without WebAssembly. It is sent to engines of 2014 too, so it is ECMAScript 5 and uses nothing from outside itself.

/** In the page: the slide that is on, and what of it stands outside of its room or is smaller than it may be. */
export function picture() {
  function all(place, names) {
    return [].slice.call(place.querySelectorAll(names));
  }
  function shown(one) {
    return one.getClientRects().length > 0;
  }
  var seen = all(document, ".slide").filter(function (one) {
    return shown(one) && getComputedStyle(one).visibility === "visible";
  });
  var slide = seen[0];
  var className = document.documentElement.className;
  if (!slide) return { count: 0, className: className };
  function text(selector) {
    var found = slide.querySelector(selector);
    return found ? found.textContent : "";
  }
  var room = slide.querySelector(".stage").getBoundingClientRect();
  var outside = all(slide, ".scene p, .scene li, .scene h2, .scene svg, .scene strong, .scene span")
    .filter(function (one) {
      var box = one.getBoundingClientRect();
      return shown(one) && (box.bottom > room.bottom + 3 || box.right > room.right + 3 || box.left < room.left - 3 || box.top < room.top - 3);
    })
    .map(function (one) {
      return one.className + ": " + one.textContent.slice(0, 60);
    });
  var words = slide.querySelector(".words");
  if (words && words.scrollHeight > words.clientHeight + 2) outside.push("words: " + words.scrollHeight + " of " + words.clientHeight);
  var lane = slide.querySelector(".strip:not([hidden]) .lane");
  if (lane && lane.clientHeight && (lane.scrollHeight > lane.clientHeight + 2 || lane.scrollWidth > lane.clientWidth + 2)) outside.push("lane: " + lane.textContent);
  var note = slide.querySelector(".scene .note");
  if (note && note.getBoundingClientRect().bottom < words.getBoundingClientRect().bottom - 3) outside.push("note: " + note.textContent);
  var floor = parseFloat(getComputedStyle(slide.querySelector(".top")).fontSize);
  all(slide, "p, li, h2, span, strong").forEach(function (one) {
    if (parseFloat(getComputedStyle(one).fontSize) < floor - 0.5) outside.push("small: " + one.className);
  });
  return {
    count: seen.length, id: slide.id, kind: slide.querySelector(".scene").getAttribute("data-kind"), text: text(".scene"), time: text(".top .time"), day: text(".top .day"),
    status: text(".age"), line: text(".lane"), secs: +slide.getAttribute("data-secs"), outside: outside, className: className,
    grave: !!slide.querySelector("[data-grave]"),
  };
}
