import type { Static, TSchema } from "typebox";
import Value from "typebox/value";
import type { TracingConnection } from "./tracing.ts";
import { TracingError } from "./tracing-error.ts";

/** A search brings whole traces: some are large, none are this large. */
const mostBytes = 32 * 1024 * 1024;

/** The answer of one GET, of this shape; undefined where it is not found. Redirects are not followed. */
export async function askJson<Schema extends TSchema>(
  { url, timeoutMs }: TracingConnection,
  path: string,
  query: Readonly<Record<string, string>>,
  schema: Schema,
  signal: AbortSignal,
): Promise<Static<Schema> | undefined> {
  const address = new URL(url);
  address.pathname = `${address.pathname.replace(/\/+$/, "")}${path}`;
  address.search = new URLSearchParams(query).toString();
  const either = AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]);
  const response = await fetch(address, {
    headers: { accept: "application/json" },
    redirect: "error",
    signal: either,
  }).catch((error: unknown) => {
    throw notReached(address.host, error, signal);
  });
  if (response.status === 404) return undefined;
  const text = await bodyOf(response, address.host);
  if (!response.ok) throw new TracingError(`${address.host} answered ${response.status}: ${text.slice(0, 200)}`);
  const answer = parsed(text, address.host);
  if (!Value.Check(schema, answer)) throw new TracingError(`${address.host} answered something that is no trace.`);
  return answer;
}

function notReached(host: string, error: unknown, signal: AbortSignal): unknown {
  if (signal.aborted) return signal.reason;
  const isLate = error instanceof Error && error.name === "TimeoutError";
  return new TracingError(isLate ? `${host} did not answer in time.` : `${host} cannot be reached.`, error);
}

async function bodyOf(response: Response, host: string): Promise<string> {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  for await (const piece of response.body ?? []) {
    bytes += piece.byteLength;
    if (bytes > mostBytes) throw new TracingError(`${host} answered with more than Fyr reads at once.`);
    pieces.push(piece);
  }
  return Buffer.concat(pieces).toString();
}

function parsed(text: string, host: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new TracingError(`${host} did not answer with JSON.`, error);
  }
}
