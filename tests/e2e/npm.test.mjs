// The npm package from outside: schemas, type checkers, editors, a server, and a page that loads it.

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { cpSync, existsSync, mkdtempSync, readFileSync, readdirSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { promisify } from "node:util";
import { allIn, engines, open, until } from "./lib/browsers.mjs";
import { dist, root } from "./lib/paths.mjs";
import { violations } from "./lib/probes.mjs";
import { serveHub, serveProxy } from "./lib/server.mjs";

const run = promisify(execFile);
const built = join(dist, "npm");
const here = join(root, "tests/e2e/frameworks");
const from = createRequire(join(here, "package.json"));
const text = (name) => readFileSync(join(built, name), "utf8");
const json = (name) => JSON.parse(text(name));
const { version } = json("package.json");
let hub;
before(async () => {
  // As npm would install it, but for the bundle, of which nothing here is read.
  cpSync(built, join(here, "node_modules/cchc-widgets"), { recursive: true, filter: (path) => path !== join(built, "v1") });
  hub = await serveHub();
});
after(() => hub.stop());

test("the manifest and the editor's data keep to their schemas", () => {
  const Ajv = from("ajv");
  for (const [file, schema] of [
    ["custom-elements.json", "custom-elements-manifest/schema.json"],
    ["vscode.html-custom-data.json", "vscode-html-languageservice/docs/customData.schema.json"],
  ]) {
    const check = new Ajv({ strict: false, allErrors: true }).compile(JSON.parse(readFileSync(join(here, "node_modules", schema), "utf8")));
    assert.ok(check(json(file)), `${file}: ${JSON.stringify(check.errors, null, 1)}`);
    assert.ok(!check({ ...json(file), modules: 5, tags: 5 }), `${schema} refuses nothing`);
  }
});

test("the SBOMs keep to CycloneDX 1.5, with a licence for every component", () => {
  const schemas = join(here, "node_modules/@cyclonedx/cyclonedx-library/res/schema");
  const read = (file) => JSON.parse(readFileSync(file, "utf8"));
  // Formats such as e-mail addresses are not what is looked at.
  const ajv = new (from("ajv"))({ strict: false, allErrors: true, validateFormats: false });
  for (const name of ["spdx", "jsf-0.82"]) {
    const file = `${name}.SNAPSHOT.schema.json`;
    ajv.addSchema({ ...read(join(schemas, file)), $id: `http://cyclonedx.org/schema/${file}` });
  }
  const check = ajv.compile(read(join(schemas, "bom-1.5.SNAPSHOT.schema.json")));
  for (const [name, own] of [["bundle", "cchc-bundle"], ["cchc", "cchc-hub"]]) {
    const bom = read(join(dist, `sbom/${name}.cdx.json`));
    assert.ok(check(bom), `${name}: ${JSON.stringify(check.errors, null, 1)}`);
    assert.ok(!check({ ...bom, components: [{ name: "no type" }] }));
    assert.equal(bom.metadata.component.name, own);
    assert.ok(bom.components.length > 50 && bom.components.every((one) => one.licenses[0].expression));
    const known = new Set(bom.components.map((one) => one["bom-ref"]).concat(bom.metadata.component["bom-ref"]));
    for (const one of bom.dependencies) assert.ok([one.ref, ...one.dependsOn].every((ref) => known.has(ref)), one.ref);
  }
});

test("all files tell the same tags, attributes and events", () => {
  const elements = json("custom-elements.json").modules[0].declarations;
  const names = (list) => list.map((one) => one.name);
  const web = json("web-types.json").contributions.html.elements;
  const vscode = json("vscode.html-custom-data.json").tags;
  assert.deepEqual(names(web), elements.map((element) => element.tagName));
  assert.deepEqual(names(vscode), names(web));
  elements.forEach((element, index) => {
    assert.deepEqual(names(web[index].attributes), names(element.attributes));
    assert.deepEqual(names(vscode[index].attributes), names(element.attributes));
    assert.deepEqual(names(web[index].js.events), names(element.events));
    assert.ok(element.cssProperties.some((property) => property.name === "--cchc-accent" && property.default), "style tokens");
    assert.ok(element.cssParts.length > 0 && element.slots.length === 1);
  });
});

test("the type checker accepts what is right, in strict mode with all frameworks' types", async () => {
  await run(process.execPath, [join(here, "node_modules/typescript/bin/tsc"), "-p", join(here, "types/tsconfig.json")], { cwd: here }).catch((error) => assert.fail(error.stdout || String(error)));
});

test("the type checker refuses every wrong line and no other", async () => {
  const file = join(here, "types/wrong.tsx");
  const refused = await run(process.execPath, [join(here, "node_modules/typescript/bin/tsc"), "-p", join(here, "types/wrong.json"), "--pretty", "false"], { cwd: here }).then(
    () => "",
    (error) => error.stdout,
  );
  const told = new Set(Array.from(refused.matchAll(/^types\/wrong\.tsx\((\d+),/gm), (match) => Number(match[1])));
  const wrong = readFileSync(file, "utf8").split("\n").flatMap((line, index) => (line.endsWith("// wrong") ? [index + 1] : []));
  assert.ok(wrong.length > 15);
  assert.deepEqual([...told].sort((a, b) => a - b), wrong, refused);
});

test("an editor offers tags, attributes and words, and tells what they are", () => {
  const { getLanguageService, newHTMLDataProvider, TextDocument } = from("vscode-html-languageservice");
  const service = getLanguageService({ useDefaultDataProvider: false, customDataProviders: [newHTMLDataProvider("cchc", json("vscode.html-custom-data.json"))] });
  const offered = (html) => {
    const page = TextDocument.create("file:///page.html", "html", 0, html.replace("|", ""));
    return service.doComplete(page, page.positionAt(html.indexOf("|")), service.parseHTMLDocument(page)).items.map((item) => item.label);
  };
  assert.ok(offered("<|").includes("cchc-news"));
  assert.ok(offered("<cchc-news |>").includes("max-age"));
  assert.deepEqual(offered('<cchc-news layout="|">').filter((label) => !label.startsWith("/")), ["ticker", "list", "rotator"]);
  const page = TextDocument.create("file:///page.html", "html", 0, "<cchc-news></cchc-news>");
  assert.match(JSON.stringify(service.doHover(page, page.positionAt(4), service.parseHTMLDocument(page))), /Tin cải cách hành chính/);
});

test("on a server, importing and loading do nothing and harm nothing", async () => {
  const said = await run(process.execPath, ["--input-type=module", "--eval", 'import { load, tags, version } from "cchc-widgets"; import "cchc-widgets/react"; await load(); console.log(version, tags.length)'], { cwd: here });
  assert.equal(said.stdout.trim(), `${version} ${json("custom-elements.json").modules[0].declarations.length}`);
});

test("the copy command lays the bundle down beside other versions", async () => {
  const folder = mkdtempSync(join(tmpdir(), "cchc-npm-"));
  try {
    const copy = () => run(process.execPath, [join(built, "copy.js"), folder]);
    cpSync(join(built, "package.json"), join(folder, "v1/0.0.9/cchc.js"));
    await copy();
    await copy();
    assert.deepEqual(readdirSync(join(folder, "v1")).sort(), ["0.0.9", version]);
    assert.deepEqual(readdirSync(join(folder, "v1", version)), readdirSync(join(built, "v1", version)));
    assert.ok(existsSync(join(folder, "v1/0.0.9/cchc.js")));
    await assert.rejects(run(process.execPath, [join(built, "copy.js")]), /THƯ_MỤC/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

const POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; img-src 'self' data:; style-src 'self'; require-trusted-types-for 'script'; trusted-types 'none'";

/** A proxy before the hub with the package as a host serves it, a strict page, and a script that loads it from `url`. */
async function site(url) {
  const proxy = await serveProxy(hub.origin);
  const put = (path, file, type) => proxy.files.set(path, { body: readFileSync(file), type });
  put("/npm/index.js", join(built, "index.js"), "text/javascript");
  for (const name of readdirSync(join(built, "v1", version)).filter((name) => /\.(js|wasm)$/.test(name))) {
    put(`/npm/v1/${version}/${name}`, join(built, "v1", version, name), name.endsWith("js") ? "text/javascript" : "application/wasm");
  }
  const body = `import { load } from "/npm/index.js";
    window.load = load;
    window.loads = Promise.all([load(${JSON.stringify(url)}), load(${JSON.stringify(url)})]).then(() => "loaded", (error) => error.message);`;
  proxy.files.set("/start.js", { body, type: "text/javascript" });
  const page = `<!doctype html><html lang="vi"><meta charset="utf-8"><link rel="icon" href="data:,"><title>Thử</title>
    <script type="module" src="/start.js"></script><cchc-news feed="/feed/v1/cchc.json"><a href="https://example.vn/">Tin</a></cchc-news>`;
  proxy.files.set("/page.html", { body: page, type: "text/html; charset=utf-8", headers: { "content-security-policy": POLICY } });
  return proxy;
}

for (const engine of ["chromium", "firefox", "webkit"]) {
  test(`the module loads the bundle once, under a strict policy, in ${engine}`, async () => {
    const proxy = await site();
    const browser = await engines[engine]();
    try {
      const { page, wrong } = await open(browser, `${proxy.origin}/page.html`, engine === "webkit" ? {} : { scripts: [violations] });
      await until(page, () => window.loads);
      assert.equal(await page.evaluate(() => window.loads), "loaded");
      await until(page, allIn, ["ready"]);
      assert.equal(proxy.counts.get(`/npm/v1/${version}/cchc.js`), 1);
      if (engine !== "webkit") assert.deepEqual(await page.evaluate(() => window.cchcViolations), []);
      assert.deepEqual(wrong, []);
    } finally {
      await browser.close();
      await proxy.stop();
    }
  });
}

test("another version's script is refused with what to do, and a later try can succeed", async () => {
  const path = `/other/cchc.js`;
  const proxy = await site(path);
  const browser = await engines.chromium();
  try {
    proxy.files.set(path, { body: "window.ran = true;", type: "text/javascript" });
    const { page } = await open(browser, `${proxy.origin}/page.html`);
    assert.match(await page.evaluate(() => window.loads), /is not cchc\.js .* \(npx cchc-widgets FOLDER\)/);
    assert.equal(await page.evaluate(() => window.ran), undefined);
    proxy.files.set(path, { body: readFileSync(join(built, "v1", version, "cchc.js")), type: "text/javascript" });
    assert.equal(await page.evaluate((path) => window.load(path).then(() => "loaded", String), path), "loaded");
    assert.equal(await page.evaluate(() => !!customElements.get("cchc-news")), true);
  } finally {
    await browser.close();
    await proxy.stop();
  }
});
