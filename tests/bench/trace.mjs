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

/** A frame that shows a part of what was due counts as shown: the line has moved in it. */
export function counted(events, seconds) {
  const count = (test) => events.filter(test).length / seconds;
  return {
    presented: count(({ name }) => name === "DrawFrame"),
    dropped: count(({ name, args }) => name === "DroppedFrame" && !args?.hasPartialUpdate),
  };
}
