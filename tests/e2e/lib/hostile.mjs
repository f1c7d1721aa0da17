// What a feed may say that wants to do harm. Whatever of it runs sets `window.ran`.

export const MARK = "window.ran=1";
/** Addresses that must never become a link. */
export const SCHEMES = [
  `javascript:${MARK}`,
  ` \u0001javascript:${MARK}`,
  `java\nscript:${MARK}`,
  `java\tscript:${MARK}`,
  `JaVaScRiPt:${MARK}//https://example.vn`,
  `vbscript:${MARK}`,
  ` vbscript:${MARK} `,
  `data:text/html,<script>parent.ran=1</script>`,
  ` data:image/svg+xml,<svg onload=${MARK}>`,
  "blob:https://example.vn/1",
  "file:///etc/passwd",
];
/** Texts that must never become elements. */
export const MARKUP = [
  `<img src=x onerror="${MARK}">`,
  `<script>${MARK}</script>`,
  `"><svg onload=${MARK}>`,
  `' onmouseover='${MARK}`,
  `</td></table><iframe srcdoc="<script>parent.ran=1</script>">`,
  `</li></ul><iframe srcdoc="<script>parent.ran=1</script>">`,
  `<style>*{display:none}</style>`,
  `&lt;img src=x onerror=${MARK}&gt;`,
  `{{constructor.constructor('${MARK}')()}}`,
];
