// For engines that lose what they checked. Chromium before 74 forgets the body of an answer to a request with `integrity` when it
// sweeps memory before the last byte is there; reading it then ends the tab (before 72) or throws. Answers to requests
// without `integrity` keep their bodies.

/** Resolves to the answer to `url`, like `fetch`, and rejects where its bytes do not have the hash. */
export function check(url, { integrity, ...options }) {
  const { subtle } = window.crypto;
  // Plain HTTP has no digests: there the engine checks an answer that nobody reads, and the browser's copy of it is read.
  if (!subtle) return fetch(url, { ...options, integrity }).then(() => fetch(url, { ...options, cache: "force-cache" }));
  return fetch(url, options).then((answer) =>
    answer
      .clone()
      .arrayBuffer()
      .then((bytes) => subtle.digest(`SHA-${integrity.slice(3, 6)}`, bytes))
      .then((hash) => {
        if (btoa(String.fromCharCode(...new Uint8Array(hash))) !== integrity.slice(7)) throw new TypeError(`refused ${url}`);
        return answer;
      }),
  );
}
