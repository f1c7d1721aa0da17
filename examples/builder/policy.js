// What a Content-Security-Policy would refuse of the widgets, read as browsers read it: one directive stands for another that is
// missing, and the first of two with the same name counts.
import { needs } from "./code.js";

// Where a directive is missing, the next of its list counts.
const STANDS_IN = {
  "script-src": ["script-src-elem", "script-src", "default-src"],
  "connect-src": ["connect-src", "default-src"],
  "worker-src": ["worker-src", "child-src", "script-src", "default-src"],
  "frame-src": ["frame-src", "child-src", "default-src"],
};

function read(text) {
  const policy = {};
  for (const part of text.split(";")) {
    const [name, ...words] = part.trim().split(/\s+/);
    if (name && !(name.toLowerCase() in policy)) policy[name.toLowerCase()] = words;
  }
  return policy;
}

function allowsHost(words, host) {
  return words.some((word) => {
    if (word === host || word === "*") return true;
    if (host === "'self'" || word[0] === "'") return false;
    const { protocol, hostname } = new URL(host);
    if (word === protocol) return true;
    const bare = word.replace(/^https?:\/\//, "").replace(/[:/].*$/, "");
    return bare === hostname || (bare.slice(0, 2) === "*." && hostname.slice(-bare.length + 1) === bare.slice(1));
  });
}

function ruling(policy, list) {
  const name = list.find((one) => one in policy);
  return name && { name, words: policy[name] };
}

/** Findings over one policy: { text, line }. `host` and `frameHost` are where script and frame come from. */
export function findingsOfPolicy({ text, line }, host, frameHost, names) {
  const policy = read(text);
  const findings = [];
  const tell = (directive, missing) => findings.push({ rule: "policy-refuses", line, words: { directive, missing } });
  const wanted = needs(host, names);
  if (frameHost) wanted["frame-src"] = [frameHost];
  if (!names.length) for (const name of Object.keys(wanted)) if (name !== "frame-src") delete wanted[name];
  for (const [directive, words] of Object.entries(wanted)) {
    // WebAssembly asks script-src, whatever script-src-elem says.
    for (const word of words) {
      const isWasm = word === "'wasm-unsafe-eval'";
      const rule = ruling(policy, isWasm ? ["script-src", "default-src"] : STANDS_IN[directive]);
      if (!rule) continue;
      const isAllowed = isWasm ? rule.words.some((one) => one === word || one === "'unsafe-eval'") : word[0] === "'" || /^https?:/.test(word) ? allowsHost(rule.words, word) : rule.words.indexOf(word) >= 0;
      if (!isAllowed) tell(directive, word);
    }
  }
  if (policy["script-src"] && policy["script-src"].indexOf("'strict-dynamic'") >= 0) findings.push({ rule: "policy-strict-dynamic", line, words: {} });
  return findings;
}
