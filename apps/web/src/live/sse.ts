/** One event of a stream. A comment (heartbeat) is an event without name and data. */
export interface ServerEvent {
  readonly event: string;
  readonly data: string;
}

/**
 * Cuts text/event-stream into events, chunk by chunk: https://html.spec.whatwg.org/multipage/server-sent-events.html
 * Returns the events that are complete; keeps the rest for the next call.
 */
export function createEventParser(): (chunk: string) => readonly ServerEvent[] {
  let rest = "";
  return (chunk) => {
    // A pair of CR and LF may be cut in two: the CR waits for the next chunk.
    const text = rest + chunk;
    const held = text.endsWith("\r") ? 1 : 0;
    const blocks = text
      .slice(0, text.length - held)
      .replaceAll(/\r\n?/g, "\n")
      .split("\n\n");
    rest = (blocks.pop() ?? "") + text.slice(text.length - held);
    return blocks.flatMap(eventOf);
  };
}

function eventOf(block: string): readonly ServerEvent[] {
  let event = "message";
  const data: string[] = [];
  for (const line of block.split("\n")) {
    const colon = line.indexOf(":");
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "");
    if (field === "event") event = value;
    if (field === "data") data.push(value);
  }
  return data.length === 0 ? [] : [{ event, data: data.join("\n") }];
}
