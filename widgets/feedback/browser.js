// What the device of `<cchc-feedback>` has of the browser: a place to keep things, the right to send, requests, pictures. It
// stands beside the glue, and `browser.rs` says each of its words once more for Rust: the same written in Rust, where every
// promise is a machine of states, weighs four times as much. Nothing here decides anything, and no promise of it fails.

// ---- Keeping: in the browser's database; where that is refused or full, in localStorage, which takes texts alone; where that
// fails too, in memory, which ends with the page. Each name is at one place only, and read wherever it is.

// As `shared/store.rs` begins its names, and then this widget.
const cchcLocal = "cchc:2:feedback";
const cchcMemory = new Map();
const cchcBox = "kept";
// The database or nothing, once it was asked for.
let cchcBase;

function cchcOpen() {
  return new Promise((done) => {
    const asked = indexedDB.open("cchc-feedback", 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore(cchcBox);
    asked.onsuccess = () => done(asked.result);
    asked.onerror = (event) => {
      // Else Firefox calls it an error of the page.
      event.preventDefault();
      done();
    };
    // Some browsers never answer when their database is broken. The next one shall not wait as long again.
    setTimeout(done, 4000);
  }).catch(() => {
    // Where storage is forbidden, the very word for it may throw: then nothing was opened.
    cchcBase = null;
  });
}

// Asks the database for something, in a transaction of its own: `ask` gets the box, and what tells how it ended. Gives nothing
// where there is no database or it refuses.
async function cchcDeal(mode, ask) {
  try {
    // A connection that the browser has cut is made anew once.
    for (let tries = 0; tries < 2; tries++) {
      if (!cchcBase) cchcBase = cchcOpen();
      const base = await cchcBase;
      if (!base) return;
      let deal;
      let box;
      try {
        // Else an item may be lost with the power of the phone after the browser said that it is kept.
        deal = base.transaction(cchcBox, mode, { durability: "strict" });
        box = deal.objectStore(cchcBox);
      } catch (_) {
        cchcBase = null;
        continue;
      }
      return await new Promise((done, failed) => ask(box, done, failed, deal));
    }
  } catch (_) {}
}

// `true` once it is on the disk, `false` where the name is there already, nothing where it failed.
function cchcChange(act) {
  return cchcDeal("readwrite", (box, done, _, deal) => {
    act(box);
    deal.oncomplete = () => done(true);
    deal.onabort = () => done(deal.error && deal.error.name === "ConstraintError" ? false : undefined);
  });
}

function cchcRead(ask) {
  return cchcDeal("readonly", (box, done, failed) => {
    const asked = ask(box);
    const last = asked[asked.length - 1];
    // The last that was asked is the last to be answered.
    last.onsuccess = () => done(asked.map((one) => one.result));
    last.onerror = failed;
  });
}

const cchcRange = (start) => IDBKeyRange.bound(start, start + "\uffff");

// Keeps a text in localStorage, at once.
function cchcPutNow(name, text) {
  try {
    localStorage.setItem(cchcLocal + name, text);
  } catch (_) {
    return false;
  }
  cchcMemory.delete(name);
  return true;
}

// A text of localStorage or memory.
function cchcTextNow(name) {
  const kept = cchcMemory.get(name);
  if (typeof kept === "string") return kept;
  try {
    return localStorage.getItem(cchcLocal + name);
  } catch (_) {}
}

// Removes a text from localStorage and memory, at once.
function cchcRemoveNow(name) {
  cchcMemory.delete(name);
  try {
    localStorage.removeItem(cchcLocal + name);
  } catch (_) {}
}

// The names of all texts in localStorage that begin so.
function cchcNamesNow(start) {
  const names = [];
  try {
    for (let at = 0; at < localStorage.length; at++) {
      const key = localStorage.key(at);
      if (key.startsWith(cchcLocal + start)) names.push(key.slice(cchcLocal.length));
    }
  } catch (_) {}
  return names;
}

function cchcPutElsewhere(name, text) {
  if (!cchcPutNow(name, text)) cchcMemory.set(name, text);
}

// Keeps a text under a name that is not there yet. `false`: it is, and stays as it was.
async function cchcAdd(name, text) {
  if (cchcTextNow(name) != null) return false;
  const isAdded = await cchcChange((box) => box.add(text, name));
  if (isAdded === undefined) cchcPutElsewhere(name, text);
  return isAdded !== false;
}

// Keeps a text.
async function cchcPut(name, text) {
  if (await cchcChange((box) => box.put(text, name))) cchcRemoveNow(name);
  else cchcPutElsewhere(name, text);
}

// Keeps a file. Where the database does not take it, it lasts as long as the page.
async function cchcPutFile(name, bytes) {
  if (!(await cchcChange((box) => box.put(bytes, name)))) cchcMemory.set(name, bytes);
}

// A text, wherever it is.
async function cchcText(name) {
  const text = cchcTextNow(name);
  return text == null ? (await cchcFile(name)) : text;
}

// A file.
async function cchcFile(name) {
  if (cchcMemory.has(name)) return cchcMemory.get(name);
  const read = await cchcRead((box) => [box.get(name)]);
  return read && read[0];
}

// All texts whose name begins so: name, text, name, text …
async function cchcTexts(start) {
  const all = new Map();
  const add = (name, text) => all.has(name) || all.set(name, text);
  cchcMemory.forEach((text, name) => typeof text === "string" && name.startsWith(start) && add(name, text));
  cchcNamesNow(start).forEach((name) => add(name, cchcTextNow(name)));
  const range = cchcRange(start);
  // Asked in one transaction, both are in the same order.
  const read = await cchcRead((box) => [box.getAllKeys(range), box.getAll(range)]);
  if (read) read[0].forEach((name, at) => add(name, read[1][at]));
  return [].concat(...all);
}

// The names of all files in the database that begin so.
async function cchcNames(start) {
  const read = await cchcRead((box) => [box.getAllKeys(cchcRange(start))]);
  return read ? read[0] : [];
}

// Removes a name, wherever it is.
function cchcRemove(name) {
  cchcRemoveNow(name);
  return cchcChange((box) => box.delete(name));
}

// Removes everything.
function cchcWipe() {
  cchcMemory.clear();
  cchcNamesNow("").forEach(cchcRemoveNow);
  return cchcChange((box) => box.clear());
}

// Whether what has this name outlives the page.
const cchcIsKept = (name) => !cchcMemory.has(name);

// ---- Time, and the other tabs of the site.

// What a promise gives within so many milliseconds; nothing when it fails or takes longer.
function cchcWithin(promise, mostMs) {
  return new Promise((done) => {
    const timer = setTimeout(done, mostMs);
    const end = (value) => {
      clearTimeout(timer);
      done(value);
    };
    promise.then(end, () => end());
  });
}

const cchcSleep = (ms) => new Promise((done) => setTimeout(done, ms));

// Waits until no other tab sends. Gives what is called with `true` while this one still does, with `false` at its end.
//
// Two that send at once do no harm, because the hub knows every item by its key; it would only cost the citizen's data. So a
// lock that cannot be had is not waited for without end: a suspended tab may hold it for ever.
async function cchcHold() {
  const patienceMs = 30000;
  if (navigator.locks) {
    let release;
    const held = new Promise((done) => (release = done));
    const got = new Promise((got, refused) => {
      const request = navigator.locks.request("cchc-feedback", () => {
        got();
        return held;
      });
      // Pages without an origin of their own are refused: they send without.
      request.catch(refused);
    });
    await cchcWithin(got, patienceMs);
    return (isOn) => isOn || release();
  }
  // Where there are no locks: how long a tab that is gone holds up the others.
  const leaseMs = 8000;
  const own = Math.random();
  for (let waitedMs = 0; waitedMs < patienceMs; ) {
    const leftMs = (cchcTextNow("lease") || "").split(" ")[1] - Date.now();
    // A clock that went back must not lock anybody out.
    if (!(leftMs > 0 && leftMs <= leaseMs)) break;
    // Looks often: a tab that is done gives its lease back.
    const waitMs = Math.min(leftMs, 500);
    await cchcSleep(waitMs);
    waitedMs += waitMs;
  }
  const renew = (isOn) => (isOn ? cchcPutNow("lease", own + " " + (Date.now() + leaseMs)) : cchcRemoveNow("lease"));
  renew(true);
  return renew;
}

// Tells the other tabs a word. Only another one than before is told.
const cchcTell = (word) => cchcPutNow("tick", word + " " + Math.random());

// ---- The hub.

// One request, with a body of this kind and a key where there are any: status, text and Retry-After of the answer; nothing when no whole one came in time.
async function cchcAsk(method, url, kind, key, body, signal, mostMs) {
  if (signal.aborted) return;
  const headers = {};
  if (kind) headers["content-type"] = kind;
  if (key) headers["idempotency-key"] = key;
  const own = new AbortController();
  const end = () => own.abort();
  const timer = setTimeout(end, mostMs);
  signal.addEventListener("abort", end);
  try {
    const answer = await fetch(url, { method, headers, body, cache: "no-store", credentials: "omit", signal: own.signal });
    return [answer.status, await answer.text(), answer.headers.get("retry-after")];
  } catch (_) {
  } finally {
    clearTimeout(timer);
    signal.removeEventListener("abort", end);
  }
}

// Fetches a challenge and gives the proof for it as it is sent; nothing where none can be made: an item is sent all the same, and
// the hub lets somebody look at it. `false` when the hub cannot be reached.
async function cchcProve(url, mostMs) {
  const abort = new AbortController();
  const answer = await cchcAsk("GET", url, "", "", undefined, abort.signal, mostMs);
  if (!answer) return false;
  if (answer[0] !== 200) return;
  try {
    // Work that takes longer is given up.
    const payload = await cchcWithin(cchcProof(answer[1], abort.signal), 30000);
    return payload && btoa(payload);
  } catch (_) {
  } finally {
    abort.abort();
  }
}

// ---- Pictures.

// Blobs learned to give their bytes in 2019 only; answers always could.
const cchcBytes = (blob) => new Response(blob).arrayBuffer().catch(() => {});

// A picture that can be drawn, or nothing. No `<img>` where the engine knows better: policies of pages refuse its `blob:`
// addresses, and what reads a file directly is not asked.
async function cchcPicture(blob) {
  try {
    if (window.createImageBitmap) return await createImageBitmap(blob);
    // Safari before 15.
    const image = new Image();
    const src = URL.createObjectURL(blob);
    await new Promise((done, failed) => Object.assign(image, { onload: done, onerror: failed, src })).finally(() =>
      URL.revokeObjectURL(src),
    );
    return image;
  } catch (_) {}
}

// Frees its memory at once.
const cchcClose = (picture) => picture.close && picture.close();

// Draws a picture on a canvas of this size. `turn` says how it lies.
function cchcPaint(picture, canvas, across, down, turn, width, height) {
  try {
    canvas.width = across;
    canvas.height = down;
    const brush = canvas.getContext("2d");
    // JPEG knows no glass: what could be seen through becomes paper, not coal.
    brush.fillStyle = "#fff";
    brush.fillRect(0, 0, across, down);
    brush.imageSmoothingQuality = "high";
    brush.setTransform(...turn);
    brush.drawImage(picture, 0, 0, width, height);
    return true;
  } catch (_) {
    return false;
  }
}

// The canvas as a JPEG, or nothing.
const cchcJpeg = (canvas, quality) =>
  new Promise((done) => canvas.toBlob(done, "image/jpeg", quality)).catch(() => {});
