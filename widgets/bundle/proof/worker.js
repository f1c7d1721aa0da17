// Behind the glue of the bundle `proof`, in a worker: takes a challenge and the module, gives the payload or nothing.
onmessage = ({ data: [challenge, bytes] }) => {
  wasm_bindgen({ module_or_path: bytes })
    .then(() => wasm_bindgen.solve(challenge))
    .catch(() => {})
    .then((payload) => postMessage(payload));
};
