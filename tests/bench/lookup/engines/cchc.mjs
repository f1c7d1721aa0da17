// The project's own search: WebAssembly as it is published, and the catalogue as `cchc build` makes it.

let app;
let catalogue;
let memory;

export const cchc = {
  name: "cchc",
  library: null,
  async ready() {
    const [glue, code, bytes] = await Promise.all([import("/lookup.js"), load("/lookup.wasm"), load("/catalogue.bin")]);
    const start = glue.default((exports) => {
      memory = exports.memory;
      return exports;
    });
    await start({ module_or_path: await WebAssembly.compile(code) });
    app = start;
    catalogue = bytes;
    if (app.open(bytes) === 0) throw new Error("no catalogue");
  },
  search: (text, most) => app.search(text, most).split("\n").slice(0, -1),
  index: () => catalogue,
  bytes: () => (memory ? memory.buffer.byteLength : 0),
};

async function load(path) {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${answer.status} ${path}`);
  return new Uint8Array(await answer.arrayBuffer());
}
