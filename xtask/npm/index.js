// The module: puts the loader's script into the page, with the integrity that this version is known to have.

/** The version of the bundle in this package. */
export const version = "__VERSION__";

/** Subresource integrity of `cchc.js` of this version. */
export const integrity = "__INTEGRITY__";

/** Every tag that the loader defines. */
export const tags = __TAGS__;

const asked = new Map();
let failures = 0;
// Not written as `new URL("…", import.meta.url)`: bundlers would carry off the loader without the files beside it.
const here = import.meta.url;

/**
 * Defines the elements: once for each address, without harm where another script has done so. On a server, where there is
 * no document, nothing happens. `url` is where the site hosts `cchc.js` of this version; without it, the file in this
 * package serves, which works where the package is served as it is, not through a bundler.
 */
export function load(url) {
  if (typeof document === "undefined") return Promise.resolve();
  const href = new URL(url || `v1/${version}/cchc.js`, url ? document.baseURI : here).href;
  if (!asked.has(href)) asked.set(href, put(href).catch((error) => {
    asked.delete(href); // so that it can be tried again
    failures += 1;
    throw error;
  }));
  return asked.get(href);
}

// A preload checks the hash and puts the module where import finds it, also on pages that require trusted types for the
// address of a script. Engines that know no such preload know no trusted types either.
function put(href) {
  const link = document.createElement("link");
  const preloads = link.relList && link.relList.supports("modulepreload");
  const element = preloads ? link : document.createElement("script");
  // A failed module stays failed under its address; a fragment makes a new entry of the same file.
  const address = failures ? `${href}#${failures}` : href;
  return new Promise((done, refused) => {
    element.onload = done;
    element.onerror = () => refused(new Error(`cchc-widgets: ${href} is not cchc.js ${version}; copy the folder v1 of the package to the site (npx cchc-widgets FOLDER) and call load("/v1/${version}/cchc.js")`));
    element.crossOrigin = "anonymous";
    element.integrity = integrity;
    if (preloads) {
      link.rel = "modulepreload";
      link.href = address;
    } else {
      element.type = "module";
      element.src = address;
    }
    document.head.append(element);
  })
    .finally(() => element.remove())
    .then(() => preloads && import(/* webpackIgnore: true */ /* @vite-ignore */ address))
    .then(() => undefined);
}
