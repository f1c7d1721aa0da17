// What every page of feedback does alike: the form of the feed, what may not be empty, and one attempt at sending. No drafts, no
// files, no waiting without network, no proof of work, no second language.

import { file } from "./feed.js";

const API = "/api/v1/submissions";

export const YES_NO = [
  { value: "yes", label: "Có" },
  { value: "no", label: "Không" },
];

/** The first form of the feed, with the agencies that a citizen can name. */
export async function form() {
  const [{ forms }, { agencies }] = await Promise.all([file("feedback"), file("agencies")]);
  return { ...forms[0], agencies };
}

/** What belongs to a kind, of topics and questions. */
export const ofKind = (list, kind) => list.filter(({ kinds }) => !kinds || kinds.includes(kind));

/** What is wrong, by name of the field. */
export function problems({ kind, title, body, agency, agreed }, { consent, agencies }) {
  const wrong = {};
  if (!kind) wrong.kind = "Chọn loại ý kiến.";
  if (!title?.trim()) wrong.title = "Ghi tiêu đề.";
  if (!body?.trim()) wrong.body = "Viết nội dung.";
  if (!agencies.some(({ name }) => name === agency)) wrong.agency = "Chọn một nơi trong danh sách.";
  if (consent.purposes.some(({ id, is_required }) => is_required && !agreed.includes(id))) wrong.agreed = "Cần đồng ý để gửi.";
  return wrong;
}

/** Reads a form element. */
export function values(element) {
  const data = new FormData(element);
  const answers = [...data].filter(([name, value]) => name.startsWith("answer-") && value).map(([name, value]) => [name.slice(7), value]);
  return { ...Object.fromEntries(data), agreed: data.getAll("agreed"), answers: Object.fromEntries(answers) };
}

// A UUID of version 7, as the hub asks for.
function key() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  const [time, ms] = [new DataView(bytes.buffer), Date.now()];
  time.setUint32(0, Math.floor(ms / 0x10000));
  time.setUint16(4, ms % 0x10000);
  bytes[6] = 0x70 | (bytes[6] & 0x0f);
  bytes[8] = 0x80 | (bytes[8] & 0x3f);
  return Array.from(bytes, (byte, at) => ([4, 6, 8, 10].includes(at) ? "-" : "") + byte.toString(16).padStart(2, "0")).join("");
}

/** Sends once; resolves to the tracking code. */
export async function send({ kind, topic, title, body, agency, place, name, phone, email, agreed, answers }, { id, version, consent, agencies }) {
  const now = new Date().toISOString();
  const contact = Object.fromEntries(Object.entries({ name, phone, email }).filter(([, value]) => value));
  const item = {
    form: id,
    form_version: version,
    kind,
    ...(topic && { topic }),
    title,
    body,
    agency: agencies.find((one) => one.name === agency).id,
    ...(place && { place }),
    answers,
    ...(Object.keys(contact).length && { contact }),
    consent: { id: consent.id, version: consent.version, purposes: agreed, given_at: now },
    can_publish: false,
    uploads: [],
    lang: "vi",
    client_created_at: now,
  };
  const headers = { "content-type": "application/json", "idempotency-key": key() };
  const answer = await fetch(API, { method: "POST", headers, body: JSON.stringify(item) });
  if (!answer.ok) throw new Error(`${answer.status} ${API}`);
  return (await answer.json()).tracking_code;
}
