import type { Problem } from "@fyr/contract";
import { ApiError } from "./api-error.ts";
import { csrfWord } from "./csrf-word.ts";

export type QueryValue = string | number | undefined;

/** `/api/…` with the parameters that have a value. */
export function apiPath(path: string, query: Readonly<Record<string, QueryValue>> = {}): string {
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) search.set(name, String(value));
  return search.size === 0 ? `/api${path}` : `/api${path}?${search}`;
}

export function getJson<T>(
  path: string,
  query: Readonly<Record<string, QueryValue>>,
  signal?: AbortSignal,
): Promise<T> {
  return call<T>(apiPath(path, query), { ...(signal && { signal }) });
}

export function postJson<T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> {
  return call<T>(apiPath(path), {
    method: "POST",
    headers: writingHeaders(),
    body: JSON.stringify(body),
    ...(signal && { signal }),
  });
}

/** For what answers with nothing. */
export async function sendDelete(path: string): Promise<void> {
  const response = await answer(apiPath(path), { method: "DELETE", headers: writingHeaders() });
  if (!response.ok) throw await failure(response);
}

function writingHeaders(): Record<string, string> {
  const word = csrfWord(document, window.location);
  return { "content-type": "application/json", ...(word !== undefined && { "x-fyr-csrf": word }) };
}

async function call<T>(url: string, init: RequestInit): Promise<T> {
  const response = await answer(url, init);
  if (!response.ok) throw await failure(response);
  try {
    // The contract is the server's word: it validates what it sends by the same schema.
    return (await response.json()) as T;
  } catch (cause) {
    throw unreadable(response, cause);
  }
}

async function answer(url: string, init: RequestInit): Promise<Response> {
  try {
    return await fetch(url, init);
  } catch (cause) {
    if (init.signal?.aborted) throw cause;
    throw new ApiError("unreachable", "No answer from Fyr's server.", { cause });
  }
}

/** What a response that is not 2xx says, as an error. */
export async function failure(response: Response): Promise<ApiError> {
  try {
    const body: unknown = await response.json();
    if (isProblem(body)) return new ApiError(body.code, body.detail, { problem: body });
  } catch (cause) {
    return unreadable(response, cause);
  }
  return unreadable(response);
}

function unreadable(response: Response, cause?: unknown): ApiError {
  return new ApiError("unreadable", `The answer was not from Fyr (HTTP ${response.status}).`, { cause });
}

function isProblem(body: unknown): body is Problem {
  return typeof body === "object" && body !== null && "code" in body && "detail" in body;
}
