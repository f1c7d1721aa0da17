// Solves a challenge of the hub in a worker. Resolves to the payload as JSON, or to nothing where no worker is to be had;
// the item then goes without a proof. `signal` ends it.
const proofFiles = __CCHC_PROOF__;

function cchcProof(challenge, signal) {
  const [script, code] = proofFiles;
  const at = ([file]) => new URL(file, import.meta.url).href;
  const get = (file) => fetch(at(file), { integrity: file[1], signal });
  // Workers must be of the page's own origin; a copy in memory is, where the policy of the page allows `worker-src blob:`.
  const isOwn = new URL(import.meta.url).origin === location.origin;
  const address = isOwn ? at(script) : get(script).then((answer) => answer.blob()).then((blob) => URL.createObjectURL(blob));
  let worker;
  return Promise.all([address, get(code).then((answer) => answer.arrayBuffer())])
    .then(([href, bytes]) => new Promise((done) => {
      signal.addEventListener("abort", () => done());
      worker = new Worker(href);
      if (!isOwn) URL.revokeObjectURL(href);
      worker.onmessage = ({ data }) => done(data);
      worker.onerror = (event) => {
        event.preventDefault();
        done();
      };
      worker.postMessage([challenge, bytes], [bytes]);
    }))
    .catch(() => {})
    .then((payload) => {
      if (worker) worker.terminate();
      return payload;
    });
}
