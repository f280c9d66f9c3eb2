/** Unix seconds. */
export interface LogSpan {
  readonly from: number;
  readonly to: number;
  /** The span ends now: the newest lines are enough. */
  readonly tail: boolean;
}

export interface LogLine {
  /** RFC 3339; absent where the line has none. */
  readonly at?: string;
  readonly text: string;
}

export const mostLines = 500;
/** Nobody reads a longer one, and a page shows five hundred. */
const mostSigns = 4000;

/**
 * The last lines of a span among those a log stream holds, each with the time the kubelet wrote before it. Reads until
 * a line is newer than the span, or so many bytes.
 */
export async function linesBetween(
  stream: ReadableStream<Uint8Array>,
  { from, to }: LogSpan,
  mostBytes: number,
): Promise<{ readonly lines: LogLine[]; readonly truncated: boolean }> {
  const lines: LogLine[] = [];
  let isCut = false;
  for await (const text of textLines(stream, mostBytes)) {
    const line = readLine(text);
    const seconds = line.at === undefined ? from : Date.parse(line.at) / 1000;
    if (seconds > to) break;
    if (seconds < from) continue;
    lines.push(line);
    if (lines.length > mostLines) {
      lines.shift();
      isCut = true;
    }
  }
  return { lines, truncated: isCut };
}

async function* textLines(stream: ReadableStream<Uint8Array>, mostBytes: number): AsyncGenerator<string> {
  const decoder = new TextDecoder();
  let rest = "";
  let bytes = 0;
  for await (const chunk of stream) {
    bytes += chunk.length;
    const lines = (rest + decoder.decode(chunk, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    yield* lines;
    if (bytes >= mostBytes) return;
  }
  if (rest !== "") yield rest;
}

const stamped = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)) ?(.*)$/s;
// Terminals are coloured by these; pages are not.
// biome-ignore lint/suspicious/noControlCharactersInRegex: the escape is what is looked for.
const colours = /\u001b\[[0-9;]*m/g;

function readLine(line: string): LogLine {
  const [, at, text = line] = stamped.exec(line.replace(/\r$/, "")) ?? [];
  const plain = text.replace(colours, "");
  const shown = plain.length > mostSigns ? `${plain.slice(0, mostSigns - 1)}…` : plain;
  return at === undefined ? { text: shown } : { at: new Date(at).toISOString(), text: shown };
}
