// Runs in PhantomJS, called by webkit538.mjs: one visit to one page, its answer as the last line.

/* global phantom */
var job = JSON.parse(require("fs").read(require("system").args[1]));
var page = require("webpage").create();
var wrong = [];

function end(value) {
  console.log(JSON.stringify({ value: value, wrong: wrong }));
  phantom.exit();
}

page.viewportSize = { width: job.width, height: job.height };
page.clipRect = { top: 0, left: 0, width: job.width, height: job.height };
page.onError = function (message) { wrong.push(message); };
page.onConsoleMessage = function (message) { wrong.push("console: " + message); };
page.onResourceError = function (error) { wrong.push(error.url + ": " + error.errorString); };
page.onInitialized = function () { page.evaluate(job.before, job.given); };
page.open(job.url, function (status) {
  if (status !== "success") wrong.push(job.url + ": " + status);
  (function look() {
    if (wrong.length) return end(null);
    if (!page.evaluate(job.until, job.given)) return setTimeout(look, 50);
    var value = page.evaluate(job.act, job.given);
    if (job.picture) page.render(job.picture);
    end(value);
  }());
});
