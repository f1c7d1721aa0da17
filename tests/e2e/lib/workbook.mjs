// Reads the cells of an Excel workbook: a ZIP (PKWARE appnote 6.3, central directory) with a file of XML for each sheet.

import { readFileSync } from "node:fs";
import { inflateRawSync } from "node:zlib";

/** The files in it, by name. */
function unzip(path) {
  const bytes = readFileSync(path);
  let at = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  const [count, start] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 16)];
  const files = new Map();
  at = start;
  for (let n = 0; n < count; n += 1) {
    const [method, size, nameLength, extra, comment, local] = [bytes.readUInt16LE(at + 10), bytes.readUInt32LE(at + 20), bytes.readUInt16LE(at + 28), bytes.readUInt16LE(at + 30), bytes.readUInt16LE(at + 32), bytes.readUInt32LE(at + 42)];
    const name = String(bytes.subarray(at + 46, at + 46 + nameLength));
    const data = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28);
    const packed = bytes.subarray(data, data + size);
    files.set(name, String(method ? inflateRawSync(packed) : packed));
    at += 46 + nameLength + extra + comment;
  }
  return files;
}

const plain = (xml) => xml.replace(/<[^>]*>/g, "").replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&amp;/g, "&");

/** Rows of the sheet with this number, each a list of texts and numbers. */
export function rows(path, sheet) {
  const files = unzip(path);
  const shared = [...(files.get("xl/sharedStrings.xml") || "").matchAll(/<si>(.*?)<\/si>/gs)].map(([, text]) => plain(text));
  return [...files.get(`xl/worksheets/sheet${sheet}.xml`).matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map(([, row]) =>
    [...row.matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)].map(([, words, cell = ""]) => {
      const text = plain(cell);
      return /t="s"/.test(words) ? shared[Number(text)] : Number.isNaN(Number(text)) ? text : Number(text);
    }),
  );
}
