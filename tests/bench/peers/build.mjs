// Builds every peer with Vite, as its users would: one script of a page, and a style sheet where there is one.
//
//   npm ci --prefix tests/bench/peers && node tests/bench/peers/build.mjs

import { svelte } from "@sveltejs/vite-plugin-svelte";
import { existsSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "vite";

const here = dirname(fileURLToPath(import.meta.url));
const pages = ["news", "procedures", "feedback"];
const ofFrameworks = ["plain", "lit", "preact", "svelte"].flatMap((name) => pages.map((page) => ({ name, page, to: `${name}-${page}` })));
const byHand = ["scoreboard", "screen"].map((page) => ({ name: "plain", page, to: `plain-${page}` }));
const others = ["uplot", "chartjs", "plot", "echarts", "react-marquee", "jquery-marquee", "native-marquee"].map((name) => ({ name, page: "main", to: name }));
const out = process.argv[2] || join(here, "../../../target/bench/peers");
const jsx = { preact: { jsx: "automatic", jsxImportSource: "preact" }, "react-marquee": { jsx: "automatic" } };

rmSync(out, { recursive: true, force: true });
for (const { name, page, to } of [...ofFrameworks, ...byHand, ...others]) {
  const entry = [`${page}.jsx`, `${page}.js`].map((file) => join(here, name, file)).find(existsSync);
  await build({
    root: join(here, name),
    configFile: false,
    logLevel: "warn",
    plugins: name === "svelte" ? [svelte({ configFile: false })] : [],
    esbuild: jsx[name],
    define: { "process.env.NODE_ENV": '"production"' },
    build: {
      outDir: join(out, to),
      emptyOutDir: true,
      target: "es2022",
      modulePreload: { polyfill: false },
      rollupOptions: {
        input: entry,
        output: { entryFileNames: "main.js", assetFileNames: "main[extname]", inlineDynamicImports: true },
      },
    },
  });
}
