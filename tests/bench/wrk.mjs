// What wrk prints, as figures.

const UNITS = { us: 0.001, ms: 1, s: 1000, m: 60_000 };

/** { perSecond, p50, p99 }, latencies in milliseconds. An answer that failed makes the whole count for nothing. */
export function read(text) {
  const failed = /Socket errors:.*|Non-2xx or 3xx responses: \d+/.exec(text);
  if (failed) throw new Error(failed[0]);
  return { perSecond: Number(found(text, /Requests\/sec:\s+([\d.]+)/)[1]), p50: latency(text, 50), p99: latency(text, 99) };
}

function latency(text, share) {
  const [, value, unit] = found(text, new RegExp(`${share}%\\s+([\\d.]+)(us|ms|s|m)`));
  return Number(value) * UNITS[unit];
}

function found(text, pattern) {
  const match = pattern.exec(text);
  if (!match) throw new Error(`no ${pattern} in what wrk printed: ${text}`);
  return match;
}
