// For pages that embed frame.html by hand: gives each of its frames the height of what it shows. Without this script the
// frame keeps the height that the page wrote and scrolls inside.
(function () {
  var MAX_PX = 20000;
  function each(task) {
    var frames = document.getElementsByTagName("iframe");
    for (var n = 0; n < frames.length; n += 1) {
      if (/\/frame\.html\?/.test(frames[n].src) && frames[n].contentWindow) task(frames[n]);
    }
  }
  addEventListener("message", function (event) {
    var told = event.data;
    if (!told || told.cchc !== 1 || !(told.height > 0)) return;
    each(function (frame) {
      if (frame.contentWindow === event.source && frame.src.indexOf(event.origin + "/") === 0) {
        frame.style.height = Math.min(told.height, MAX_PX) + "px";
      }
    });
  });
  // Those that have spoken already.
  each(function (frame) {
    frame.contentWindow.postMessage("cchc-height", "*");
  });
})();
