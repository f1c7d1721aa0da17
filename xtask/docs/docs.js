// Small hands for the documentation: the address of this copy of the toolkit in all code, a button that copies it, and a menu that
// stands open where there is room. Without script everything is there but these.

import { copyText } from "../examples/builder/page.js";

const WORDS = {
  vi: { copy: "Sao chép", copied: "Đã sao chép.", failed: "Chưa sao chép được: hãy chọn và bấm Ctrl + C." },
  en: { copy: "Copy", copied: "Copied.", failed: "Not copied: select it and press Ctrl + C." },
};
const words = WORDS[document.documentElement.lang] || WORDS.vi;
const HOST = new URL("../", import.meta.url).href.replace(/\/$/, "");

for (const code of document.querySelectorAll("code")) {
  const text = code.textContent;
  // A policy names a host, not a folder of it.
  const address = text.startsWith("Content-Security-Policy") ? new URL(HOST).origin : HOST;
  if (text.includes("https://HOST")) code.textContent = text.split("https://HOST").join(address);
}
for (const code of document.querySelectorAll("pre code")) {
  const pre = code.parentNode;
  const box = document.createElement("div");
  const button = document.createElement("button");
  const told = document.createElement("span");
  box.className = "copyable";
  button.type = "button";
  button.className = "copy";
  button.textContent = words.copy;
  told.className = "copied";
  told.setAttribute("role", "status");
  button.addEventListener("click", () => {
    copyText(code.textContent, code).then((done) => {
      told.textContent = done ? words.copied : words.failed;
    });
  });
  pre.parentNode.insertBefore(box, pre);
  box.append(pre, button, told);
}

const menu = document.querySelector(".menu details");
if (menu && matchMedia("(min-width: 1080px)").matches) menu.open = true;
