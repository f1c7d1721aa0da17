// The fold that a careful webmaster would give an engine that takes one: no marks, and đ is d, which no engine does by itself.

export const fold = (text) => text.toLowerCase().normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/g, "d");

/** What is searched of a record, most important first, and how much more a hit in it counts. */
export const FIELDS = [["name", 4], ["code", 4], ["keywords", 2], ["field", 1], ["agencies", 0.5]];

export const words = (text) => fold(text).split(/[^\p{L}\p{N}]+/u).filter(Boolean);

/** The same record with every searched text folded. */
export const folded = (record) => ({ code: record.code, ...Object.fromEntries(FIELDS.map(([field]) => [field, fold(record[field])])) });
