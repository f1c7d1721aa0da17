// A kiosk before a test: its screen on a panel whose time the test moves, and a citizen's finger on it.

import { audit } from "./audit.mjs";
import { soon } from "./browsers.mjs";
import { advance, panel } from "./panel.mjs";

/** Opens the sample's kiosk, and waits for its bar. */
export async function kiosk(profile, proxy, options = {}) {
  const opened = await panel(profile, proxy, { screen: "mau-kiosk", width: 1080, height: 1920, ...options });
  await meanwhile(opened.page, () => !!document.querySelector("cchc-screen").shadowRoot.querySelector(".touch-bar:not([hidden])"), "no bar");
  return opened;
}

/** Lets time pass in small steps until something is so in the page; no more than a few seconds of the panel's time. */
export const meanwhile = (page, what, complaint, ...words) => soon(async () => {
  if (await page.evaluate(what, ...words)) return true;
  await advance(page, 100);
  return false;
}, complaint, 20000);

/** Presses what a path names: selectors through shadow roots, with ` >> ` between. */
export const press = (page, path) => page.evaluate((path) => {
  const names = path.split(" >> ");
  const found = names.reduce((root, name) => (root.shadowRoot || root).querySelector(name), document.querySelector("cchc-screen"));
  found.dispatchEvent(new PointerEvent("pointerdown", { bubbles: true, composed: true }));
  found.click();
}, path);

/** Whether there is what a path names, and it can be seen. */
export const sees = (path) => {
  const found = path.split(" >> ").reduce((root, name) => root && (root.shadowRoot || root).querySelector(name), document.querySelector("cchc-screen"));
  return !!found && found.getClientRects().length > 0 && getComputedStyle(found).visibility === "visible";
};

/** Waits until what a path names is in sight. */
export const shows = (page, path) => meanwhile(page, sees, `not in sight: ${path}`, path);

/** Waits until it is not. */
export const hides = (page, path) => meanwhile(page, (path) => {
  const found = path.split(" >> ").reduce((root, name) => root && (root.shadowRoot || root).querySelector(name), document.querySelector("cchc-screen"));
  return !found || !found.getClientRects().length || getComputedStyle(found).visibility !== "visible";
}, `still in sight: ${path}`, path);

/** Writes into a field, as typing does. */
export const write = (page, path, value) => page.evaluate((path, value) => {
  const field = path.split(" >> ").reduce((root, name) => (root.shadowRoot || root).querySelector(name), document.querySelector("cchc-screen"));
  field.focus();
  field.value = value;
  for (const kind of ["input", "change"]) field.dispatchEvent(new Event(kind, { bubbles: true, composed: true }));
}, path, value);

/** Text of what a path names. */
export const text = (page, path) => page.evaluate((path) => {
  const found = path.split(" >> ").reduce((root, name) => root && (root.shadowRoot || root).querySelector(name), document.querySelector("cchc-screen"));
  return found && found.textContent;
}, path);

/** Everything that the device keeps and a next reader could come upon: both stores, the cache's names aside. */
export const kept = (page) => page.evaluate(async () => {
  const all = [location.href, document.title];
  for (let at = 0; at < localStorage.length; at += 1) {
    const name = localStorage.key(at);
    // The feed's own files are everybody's.
    if (!/cchc\.json$/.test(name)) all.push(name, localStorage.getItem(name));
  }
  for (let at = 0; at < sessionStorage.length; at += 1) all.push(sessionStorage.getItem(sessionStorage.key(at)));
  const base = await new Promise((done) => {
    const asked = indexedDB.open("cchc-feedback", 1);
    // Not there: this must not make it.
    asked.onupgradeneeded = () => asked.transaction.abort();
    asked.onerror = (event) => (event.preventDefault(), done([]));
    asked.onsuccess = () => {
      const box = asked.result.transaction("kept").objectStore("kept");
      const names = box.getAllKeys();
      const values = box.getAll();
      values.onsuccess = () => (asked.result.close(), done(names.result.concat(values.result)));
    };
  });
  return all.concat(base).map(String);
});

/** Waits until the device keeps nothing that says this. Its stores are not on the panel's time. */
export const forgets = (page, words) => soon(async () => {
  await advance(page, 100);
  return !(await kept(page)).some((one) => words.test(one));
}, `still kept: ${words}`);

/** What axe finds, which goes by the clock too. */
export async function audited(page) {
  let found;
  const asked = audit(page).then((lines) => (found = lines));
  while (!found) await Promise.race([asked, advance(page, 5)]);
  return found;
}

/** Fills in what the sample's form requires. */
export async function fillIn(page, words) {
  const form = ".touch-holder cchc-feedback >> ";
  await shows(page, `${form}form`);
  await press(page, `${form}[name="/kind"][value="gop_y"]`);
  await write(page, `${form}[name="/title"]`, words.title);
  await write(page, `${form}[name="/body"]`, words.body);
  const agency = await page.evaluate(() => !!document.querySelector("cchc-screen").shadowRoot.querySelector(".touch-holder cchc-feedback").shadowRoot.querySelector('[name="/agency"]'));
  if (agency) {
    await write(page, `${form}[name="/agency"]`, "Phường");
    await shows(page, `${form}[data-act=pick]`);
    await press(page, `${form}[data-act=pick]`);
  }
  const purpose = await page.evaluate(() => document.querySelector("cchc-screen").shadowRoot.querySelector(".touch-holder cchc-feedback").shadowRoot.querySelector('[name="/consent"]').value);
  await press(page, `${form}[name="/consent"][value="${purpose}"]`);
}
