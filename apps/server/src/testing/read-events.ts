/** Server-sent events of a response body, in order, as they come. Comments are given as `comment`. */
export async function* readEvents(
  body: ReadableStream<Uint8Array>,
): AsyncGenerator<{ readonly event: string; readonly id?: string; readonly data: unknown }> {
  const decoder = new TextDecoder();
  let text = "";
  for await (const chunk of body) {
    text += decoder.decode(chunk, { stream: true });
    const blocks = text.split("\n\n");
    text = blocks.pop() ?? "";
    for (const block of blocks) {
      const fields = new Map(block.split("\n").map((line) => splitField(line)));
      const data = fields.get("data");
      const id = fields.get("id");
      yield {
        event: fields.get("event") ?? (fields.has("") ? "comment" : "none"),
        ...(id === undefined ? {} : { id }),
        data: data === undefined ? undefined : JSON.parse(data),
      };
    }
  }
}

function splitField(line: string): [string, string] {
  const at = line.indexOf(":");
  return [line.slice(0, at), line.slice(at + 1).trimStart()];
}
