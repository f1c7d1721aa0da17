// The look of the report: no script, so the language is chosen by two radio buttons and the style sheet.

export const STYLE = `
:root { color-scheme: light dark; --page: #fff; --ink: #16202a; --quiet: #44505c; --rule: #c9d1d9; --own: #0b4a8f; --peer: #6a7681; --good: #14612f; --bad: #a11d12 }
@media (prefers-color-scheme: dark) {
  :root { --page: #11171d; --ink: #eef2f6; --quiet: #b9c4cf; --rule: #3a4652; --own: #9cc9ff; --peer: #9aa6b1; --good: #8fd9a8; --bad: #ffb0a6 }
}
body { margin: 0 auto; max-width: 80rem; padding: 1.5rem 1rem 4rem; background: var(--page); color: var(--ink); font: 16px/1.5 system-ui, sans-serif }
body:has(#in-en:checked) main [lang="vi"], body:has(#in-vi:checked) main [lang="en"] { display: none }
input[name="language"] { width: 1.1rem; height: 1.1rem; margin: 0 0.25rem 0 0; vertical-align: middle; accent-color: var(--own) }
label { display: inline-block; min-height: 44px; line-height: 44px; margin-right: 1.25rem }
h1, h2, h3 { line-height: 1.3 }
h2 { margin-top: 3.5rem; padding-top: 1rem; border-top: 2px solid var(--rule) }
h3 { margin: 2rem 0 0.5rem }
h3 small { font-weight: 400; color: var(--quiet) }
p { max-width: 75ch }
a { color: var(--own) }
.charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 36rem), 1fr)); gap: 0.5rem 2rem }
figure { margin: 0 0 1rem; overflow-x: auto }
figcaption { color: var(--quiet); margin-bottom: 0.25rem }
svg { display: block; width: 100%; min-width: 30rem; height: auto }
svg text { fill: var(--ink); font-size: 14px; font-variant-numeric: tabular-nums }
svg .axis { fill: var(--quiet); font-size: 12px }
svg .grid { stroke: var(--rule) }
svg .peer { --tint: var(--peer) }
svg .own { --tint: var(--own) }
svg .own text { font-weight: 700 }
svg circle { fill: var(--tint); fill-opacity: 0.55 }
svg .reach { stroke: var(--tint); stroke-width: 8; stroke-opacity: 0.3 }
svg .median { stroke: var(--tint); stroke-width: 3 }
.wide { overflow-x: auto }
table { border-collapse: collapse; font-variant-numeric: tabular-nums }
th, td { padding: 0.35rem 1rem 0.35rem 0; border-bottom: 1px solid var(--rule); text-align: right; vertical-align: top }
th:first-child { text-align: left; font-weight: 400 }
td.words, th.words { text-align: left; min-width: 12rem; max-width: 34rem }
td small { display: block; color: var(--quiet); white-space: nowrap }
.wins, td small.wins { color: var(--good) }
.loses, td small.loses { color: var(--bad) }
summary { min-height: 44px; line-height: 44px; margin-top: 1rem; color: var(--own); cursor: pointer }
:focus-visible { outline: 3px solid var(--own); outline-offset: 2px }
`;
