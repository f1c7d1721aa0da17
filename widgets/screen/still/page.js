// Plays a page without WebAssembly, as engines of 2014 read it (ECMAScript 5): scenes in turn as the widget takes them, the clock,
// quiet hours, and a new page when the server has one. It never leaves the page unless the server has just answered.
// Hours are minutes of the week; `wall` is the time in Vietnam, read as if it were UTC.
(function () { "use strict";
  var root = document.documentElement, page = document.querySelector(".page"), about = page.dataset, queue = [], on = null;
  var turns = [].slice.call(document.querySelectorAll(".turn")), newest = about.page, skew = 0, silent = 0, left = 0;
  function now() { return Date.now() + skew; }
  function isAlarm(turn) { return "alert" in turn.dataset; }
  function live(turn) { return [].filter.call(turn.children, function (one) { return !(one.dataset.since * 1000 > now()) && !(one.dataset.until * 1000 <= now()); }); }
  function holds(hours, minute) { return hours.split(",").some(function (one) { return +one.split("-")[0] <= minute && minute < +one.split("-")[1]; }); }
  function sway(at, period) { at = 4 * (at % period); return Math.round(16 * (at <= period ? at : at <= 3 * period ? 2 * period - at : at - 4 * period) / period) + "px"; }
  function write(names, text) { [].forEach.call(on.querySelectorAll(names), function (place) { if (place.textContent !== text) place.textContent = text; }); }
  function get(address, done) { var call = new XMLHttpRequest(); call.open("GET", address); call.onload = function () { if (call.status === 200) done(call.responseText, call); }; call.send(); }
  function ask() {
    get(about.told + "?" + Date.now(), function (text, call) {
      var told = JSON.parse(text), server = Date.parse(call.getResponseHeader("Date"));
      if (!told || !told.page) return; silent = 0; newest = told.page; if (Math.abs(server - now()) > 2000) skew = server - Date.now();
      if (told.alarm && newest !== about.page) { queue = []; left = 0; }
    });
  }
  function next(open, day) {
    var total = 0, best = open[0], items;
    open.forEach(function (turn) { total += +turn.dataset.weight; turn.credit = (turn.credit || 0) + +turn.dataset.weight; if (turn.credit > best.credit) best = turn; });
    best.credit -= total; best.shown = (best.shown || 0) + 1; items = live(best);
    queue = [].slice.call(items[("daily" in best.dataset ? day : best.shown - 1) % items.length].children);
    if (newest !== about.page) get(location.href, function (text) { if (text.indexOf(newest) > 0) location.reload(); });
  }
  function tick() {
    var wall = now() + 252e5, minute = Math.floor(wall / 6e4), week = (minute + 4320) % 10080, iso = new Date(wall).toISOString(), ages = about.ages.split("|");
    var open = turns.filter(function (turn) { return live(turn).length; }), wide = innerWidth, high = innerHeight, isTurned = "fixed" in about && wide > high !== +about.width > +about.height;
    open = open.some(isAlarm) ? open.filter(isAlarm) : open.filter(function (turn) { return holds(turn.dataset.hours, week); });
    if (!open.length) open = turns.filter(function (turn) { return turn.dataset.kind === "clock"; });
    if (on && isAlarm(open[0]) !== isAlarm(on.parentNode.parentNode)) { queue = []; left = 0; }
    silent += 1; left -= 1;
    if (left <= 0) { if (!queue.length) next(open, Math.floor(wall / 864e5)); if (on) on.className = "slide"; on = queue.shift(); on.className = "slide on"; left = +on.dataset.secs; if (on.age === undefined) on.age = on.querySelector(".age").textContent; }
    root.className = "js" + (isTurned ? " turned" : "") + (holds(about.strip, week) ? "" : " bare") + (on.querySelector("[data-grave]") ? "" : holds(about.dark, week) ? " dark" : holds(about.dim, week) ? " dim" : "");
    document.body.style.zoom = Math.min(wide / (isTurned ? about.height : about.width), high / (isTurned ? about.width : about.height));
    page.style.left = sway(minute, 47); page.style.top = sway(minute, 31);
    write(".time,.large", iso.slice(11, 16)); write(".day,.date", about.days.split("|")[Math.floor(week / 1440)] + ", " + iso.slice(8, 10) + "/" + iso.slice(5, 7) + "/" + iso.slice(0, 4));
    write(".age", silent < 150 ? on.age : about.saved + (silent < 7200 ? Math.floor(silent / 60) + ages[0] : silent < 172800 ? Math.floor(silent / 3600) + ages[1] : Math.floor(silent / 86400) + ages[2]));
  }
  tick(); setInterval(tick, 1000); setTimeout(function () { ask(); setInterval(ask, 6e4); }, Math.random() * 6e4);
}());
