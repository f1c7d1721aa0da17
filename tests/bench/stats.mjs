// Figures of many rounds: medians, spreads, ratios to the project's own, and who is ahead.
//
// A part of the bench gives { id, own, rows, conditions, measures, samples }: `samples[condition][row]` is a list with one
// { measure: number } per round. Rounds stand side by side: what is divided by what was measured in the same minute.

/** Nearer than this is alike, whatever the rounds say. */
const ALIKE = 0.02;

/** The value below which a share of them lies, between two of them in proportion. */
export function quantile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const [low, high] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return low + (high - low) * (at - Math.floor(at));
}

export const median = (values) => quantile(values, 0.5);

/** A number with its unit, short enough for a table. */
export function written(value, unit) {
  if (value === null || value === undefined) return "–";
  if (unit === "kB") return (value / 1000).toFixed(value < 100_000 ? 1 : 0);
  if (unit === "MB") return (value / 1e6).toFixed(2);
  if (unit === "score") return value.toFixed(3);
  return Math.abs(value) < 10 && !Number.isInteger(value) ? value.toFixed(2) : Math.round(value).toString();
}

/** { condition: { row: { measure: { median, min, max, count } } } }; what a row has no figure of is left out. */
export function summary({ samples, measures }) {
  return mapped(samples, (rows) =>
    mapped(rows, (rounds) => {
      const found = measures.map(({ key }) => [key, rounds.map((round) => round[key]).filter(Number.isFinite)]);
      return Object.fromEntries(found.filter(([, all]) => all.length).map(([key, all]) => [key, spread(all)]));
    }),
  );
}

const spread = (all) => ({ median: median(all), min: Math.min(...all), max: Math.max(...all), count: all.length });

/** Every measure of the own row against every other row: a list of { condition, row, key, own, peer, ratio, verdict }. */
export function comparisons({ own, samples, measures }) {
  return Object.entries(samples).flatMap(([condition, rows]) =>
    Object.keys(rows).filter((row) => row !== own && rows[own]).flatMap((row) =>
      measures.filter(({ isFact }) => !isFact).flatMap((measure) => {
        const one = compared(rows[own], rows[row], measure);
        return one ? [{ condition, row, key: measure.key, ...one }] : [];
      }),
    ),
  );
}

/**
 * `ratio` is the median of each round's own, which noise that lasts longer than a round does not touch; there is none to a
 * floor of nothing. The verdict is "wins" or "loses" only where three quarters of the rounds agree.
 */
export function compared(ours, theirs, { key, more = false }) {
  const pairs = ours.map((round, at) => [round[key], theirs[at]?.[key]]).filter((pair) => pair.every(Number.isFinite));
  if (!pairs.length) return undefined;
  const [own, peer] = [median(pairs.map(([a]) => a)), median(pairs.map(([, b]) => b))];
  if (peer === 0 || own === 0) return { own, peer, ratio: null, verdict: verdict(own - peer, own - peer, more) };
  const ratios = pairs.map(([a, b]) => a / b).filter(Number.isFinite);
  const ratio = median(ratios);
  const isAlike = Math.abs(ratio - 1) < ALIKE;
  return { own, peer, ratio, verdict: isAlike ? "level" : verdict(quantile(ratios, 0.25) - 1, quantile(ratios, 0.75) - 1, more) };
}

function verdict(low, high, more) {
  if (low > 0) return more ? "wins" : "loses";
  if (high < 0) return more ? "loses" : "wins";
  return "level";
}

/** How many of each verdict against others (`kin` are the project's own too), and for every measure that loses anywhere, its worst place: what is printed plainly. */
export function balance(part) {
  const all = comparisons(part).filter(({ row }) => !part.kin?.includes(row));
  const counts = { wins: 0, level: 0, loses: 0 };
  for (const { verdict } of all) counts[verdict] += 1;
  const losses = part.measures.flatMap(({ key, more }) => {
    const lost = all.filter((one) => one.key === key && one.verdict === "loses");
    if (!lost.length) return [];
    const badness = ({ ratio, own }) => (ratio === null ? own + 1 : more ? 1 / ratio : ratio);
    return [{ key, times: lost.length, of: all.filter((one) => one.key === key).length, worst: lost.reduce((a, b) => (badness(b) > badness(a) ? b : a)) }];
  });
  return { counts, losses };
}

/** Every row takes every place in turn, so that a slow minute of the machine hits all of them alike. */
export function order(all, round) {
  return all.map((_, at) => all[(at + round) % all.length]);
}

const mapped = (object, change) => Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value, key)]));
