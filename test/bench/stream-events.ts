/** One event of a stream: its text, and what that says it is. */
export interface StreamEvent {
  readonly name: string;
  readonly text: string;
}

/** The events of a server's stream as they come, uncompressed; the stream is left with the loop. */
export async function* eventsAt(url: string, signal?: AbortSignal): AsyncGenerator<StreamEvent> {
  const leave = new AbortController();
  const either = signal === undefined ? leave.signal : AbortSignal.any([leave.signal, signal]);
  const headers = { "accept-encoding": "identity" };
  const response = await fetch(`${url}/api/topology/stream`, { headers, signal: either });
  try {
    for await (const text of textsOf(response)) {
      const [, name = ""] = /^event: (.*)$/m.exec(text) ?? [];
      yield { name, text };
    }
  } finally {
    leave.abort();
  }
}

async function* textsOf(response: Response): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let parts: string[] = [];
  for await (const chunk of response.body ?? []) {
    const text = decoder.decode(chunk, { stream: true });
    parts.push(text);
    if (!text.endsWith("\n\n")) continue;
    const events = parts.join("").split("\n\n");
    parts = [];
    yield* events.filter((event) => event !== "");
  }
}
