// Bundles the page of one framework as a site would, with the package where npm would have put it.

import { readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { compile } from "svelte/compiler";
import { compileScript, parse } from "vue/compiler-sfc";

const here = dirname(fileURLToPath(import.meta.url));

const single = {
  name: "single-file components",
  setup(all) {
    all.onLoad({ filter: /\.svelte$/ }, ({ path }) => {
      const { js, warnings } = compile(readFileSync(path, "utf8"), { filename: basename(path), generate: "client" });
      return { contents: js.code, warnings: warnings.map(({ message }) => ({ text: message })) };
    });
    all.onLoad({ filter: /\.vue$/ }, ({ path }) => {
      const { descriptor, errors } = parse(readFileSync(path, "utf8"), { filename: path });
      if (errors.length) throw errors[0];
      const compilerOptions = { isCustomElement: (tag) => tag.startsWith("cchc-") };
      return { contents: compileScript(descriptor, { id: basename(path), inlineTemplate: true, templateOptions: { compilerOptions } }).content };
    });
  },
};

/** The script of a page; `built` is the folder of the npm package. */
export async function bundle(page, built) {
  const done = await build({
    entryPoints: [join(here, "pages", page)],
    alias: { "cchc-widgets": join(built, "index.js") },
    bundle: true,
    write: false,
    minify: true,
    format: "esm",
    target: "es2022",
    jsx: "automatic",
    conditions: ["svelte", "browser", "production"],
    define: { "process.env.NODE_ENV": '"production"', __VUE_OPTIONS_API__: "false", __VUE_PROD_DEVTOOLS__: "false", __VUE_PROD_HYDRATION_MISMATCH_DETAILS__: "false" },
    plugins: [single],
    logLevel: "silent",
  });
  if (done.warnings.length) throw new Error(done.warnings.map((one) => `${one.location?.file}: ${one.text}`).join("\n"));
  return done.outputFiles[0].text;
}
