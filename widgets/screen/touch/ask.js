// Stands beside the glue of the screen: brings the kiosk's script in, by the loader, which checks its hash. `words` say what the
// kiosk is; none means that nobody touches this screen.
const touchFile = __CCHC_TOUCH__;

function cchcTouch(host, words) {
  const root = host.shadowRoot.querySelector(".root");
  if (!root || (root.touch || "") === words) return;
  root.touch = words;
  host.instance.importFile(touchFile).then(({ serve }) => serve(host, root, words)).catch(() => {
    // The next refresh asks again.
    root.touch = "";
  });
}
