// Pagefind's index is made before, by its own program, as files that the browser fetches in parts.

import { close, createIndex } from "pagefind";
import { FIELDS, fold } from "./engines/fold.mjs";

/** The files of both set-ups, as [path, bytes]. */
export async function pagefind(records) {
  const files = [...(await made("shipped", records, plain)), ...(await made("withFold", records, weighed))];
  await close();
  return files;
}

async function made(name, records, add) {
  const { index } = await createIndex({ forceLanguage: "vi" });
  for (const record of records) {
    const { errors } = await add(index, record);
    if (errors.length) throw new Error(errors.join("\n"));
  }
  const { files } = await index.getFiles();
  return files.map(({ path, content }) => [`/pagefind-${name}/${path}`, content]);
}

const url = ({ code }) => `/${encodeURIComponent(code)}`;

const plain = (index, record) =>
  index.addCustomRecord({ url: url(record), language: "vi", content: FIELDS.map(([field]) => record[field]).join(". "), meta: { title: record.name, code: record.code } });

// Weights of fields are an affair of its HTML.
function weighed(index, record) {
  const parts = FIELDS.map(([field, weight]) => `<p data-pagefind-weight="${weight}">${escaped(fold(record[field]))}</p>`);
  const content = `<!doctype html><html lang="vi"><body data-pagefind-meta="code:${escaped(record.code)}"><h1>${escaped(fold(record.name))}</h1>${parts.join("")}</body></html>`;
  return index.addHTMLFile({ url: url(record), content });
}

const escaped = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/"/g, "&quot;");
