// Frames in the browser's own trace: how many were shown and how many were not, while something goes on.

/** Resolves to { presented, dropped } per second. */
export async function presented(client, goingOn) {
  const events = [];
  const keep = ({ value }) => events.push(...value);
  client.on("Tracing.dataCollected", keep);
  const ended = new Promise((done) => client.once("Tracing.tracingComplete", done));
  await client.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { includedCategories: ["disabled-by-default-devtools.timeline.frame"], excludedCategories: ["*"] } });
  const begun = performance.now();
  await goingOn();
  const seconds = (performance.now() - begun) / 1000;
  await client.send("Tracing.end");
  await ended;
  client.off("Tracing.dataCollected", keep);
  return counted(events, seconds);
}

/** A frame that shows a part of what was due counts as shown: the line has moved in it. So does one that was drawn and is told as dropped too. */
export function counted(events, seconds) {
  const named = (wanted) => events.filter(({ name }) => name === wanted);
  const frame = ({ args }) => `${args?.layerTreeId} ${args?.frameSeqId}`;
  const drawn = new Set(named("DrawFrame").map(frame));
  const dropped = named("DroppedFrame").filter((event) => !event.args?.hasPartialUpdate && !drawn.has(frame(event)));
  return { presented: named("DrawFrame").length / seconds, dropped: dropped.length / seconds };
}
