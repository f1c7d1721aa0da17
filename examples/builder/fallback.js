// What stands inside a tag until the widget shows, and where it never does: links made from today's feed. Lines and no list:
// WordPress and other editors put a tag that they do not know into a paragraph, and a list in a paragraph falls out of the tag.

const MOST = 5;

const escape = (text) => String(text).replace(/&/g, "&amp;").replace(/"/g, "&quot;").replace(/</g, "&lt;");
const isLink = (url) => /^https?:\/\//.test(url || "");
const link = (url, text) => (isLink(url) ? `<a href="${escape(url)}">${escape(text)}</a>` : escape(text));
const list = (lines) => lines.join("<br>\n");

function day(date) {
  const found = /^(\d{4})-(\d\d)-(\d\d)/.exec(date || "");
  return found ? `${found[3]}/${found[2]}/${found[1]}` : "";
}

function news({ items = [] }, options) {
  const chosen = items.filter(({ _cchc }) => !options.agency || (_cchc && _cchc.agency === options.agency));
  return list(
    chosen.slice(0, MOST).map(({ url, title, date_published, _cchc }) => {
      const about = [day(date_published), _cchc && _cchc.source && _cchc.source.name].filter(Boolean).join(" · ");
      return link(url, title) + (about ? ` <small>${escape(about)}</small>` : "");
    }),
  );
}

function scoreboard({ indexes = [] }, options, lang) {
  const wanted = (options.index || "").split(/\s+/).filter(Boolean);
  const chosen = indexes.filter(({ id }) => !wanted.length || wanted.indexOf(id) >= 0);
  const lines = chosen.map((index) => {
    const known = index.observations.filter(({ value, rank }) => value !== undefined || rank !== undefined);
    const last = known[known.length - 1];
    if (!last) return "";
    const name = (lang === "en" && index.name_en) || index.name;
    const number = (value) => new Intl.NumberFormat(lang, { minimumFractionDigits: index.decimals || 0, maximumFractionDigits: index.decimals || 0 }).format(value);
    const figure = last.value === undefined ? "" : `${number(last.value)}${index.unit ? ` ${index.unit}` : ""}`;
    const word = lang === "en" ? "rank" : "hạng";
    const rank = last.rank === undefined ? "" : `${word} ${last.rank}${last.rank_of ? `/${last.rank_of}` : ""}`;
    return link(last.source && last.source.url, `${index.short ? `${index.short}, ` : ""}${name}, ${last.period}: ${[figure, rank].filter(Boolean).join(", ")}`);
  });
  return list(lines.filter(Boolean).slice(0, MOST));
}

function procedures({ procedures = [] }, options, lang) {
  const chosen = options.procedure ? procedures.filter(({ id }) => id === options.procedure) : procedures.slice();
  chosen.sort((one, other) => (one.rarity || 9) - (other.rarity || 9));
  return list(chosen.slice(0, MOST).map((one) => link(one.url, `${(lang === "en" && one.name_en) || one.name} (${one.id})`)));
}

function feedback({ forms = [] }, options, lang, host) {
  const form = options.form || (forms[0] && forms[0].id);
  const words = lang === "en" ? "Send it by the plain form" : "Gửi bằng biểu mẫu đơn giản";
  const query = lang === "en" ? "?lang=en" : "";
  return form ? link(`${host}/feedback/${encodeURIComponent(form)}${query}`, words) : "";
}

const MAKERS = { news, scoreboard, procedures, feedback };
const FILES = { news: "news", scoreboard: "indexes", procedures: "procedures", feedback: "feedback" };

/** The file of the feed from which a widget's fallback is made. */
export const fallbackFile = (name) => FILES[name];

/** Markup for inside the tag, from the content of that file; a plain sentence where the file has nothing. */
export function fallback(name, content, options, lang, host) {
  const made = content && MAKERS[name] ? MAKERS[name](content, options, lang, host) : "";
  return made || (lang === "en" ? "This needs JavaScript." : "Nội dung này cần JavaScript.");
}
