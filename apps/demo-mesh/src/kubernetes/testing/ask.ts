import { demoUsers } from "../access/users.ts";
import { type ApiServerContext, answerRequest } from "../api/answer-request.ts";
import type { ApiRequest } from "../api/request.ts";
import { StatusError, statusOf } from "../status/status-error.ts";

export interface Asked {
  readonly method?: string;
  readonly body?: unknown;
  readonly contentType?: string;
  readonly accept?: string;
  readonly userAgent?: string;
  readonly user?: "ada" | "paul" | "vera";
}

export interface Told {
  readonly code: number;
  // Tests look into whatever came back.
  readonly body: ReturnType<typeof JSON.parse>;
  readonly warnings: readonly string[];
}

/** Asks the API without a network. A body that is not text is sent as JSON. */
export function ask(context: ApiServerContext, path: string, asked: Asked = {}): Told {
  try {
    const answer = answerRequest(context, requestOf(path, asked));
    if ("stream" in answer || "text" in answer) throw new Error("a watch does not end; use watch()");
    if (Buffer.isBuffer(answer.body)) return { code: answer.code, body: answer.body.toString(), warnings: [] };
    return { code: answer.code, body: JSON.parse(JSON.stringify(answer.body)), warnings: answer.warnings ?? [] };
  } catch (error) {
    if (error instanceof StatusError) return { code: error.code, body: statusOf(error), warnings: [] };
    throw error;
  }
}

/** Starts a watch and collects its events until it is stopped. */
export function watch(context: ApiServerContext, path: string, asked: Asked = {}) {
  const answer = answerRequest(context, requestOf(path, asked));
  if (!("stream" in answer)) throw new Error("not a watch");
  const events: ReturnType<typeof JSON.parse>[] = [];
  let ended = false;
  const stop = answer.stream({
    send: (event) => events.push(JSON.parse(JSON.stringify(event))),
    end: () => {
      ended = true;
    },
  });
  return { events, stop, hasEnded: () => ended };
}

function requestOf(
  path: string,
  { method = "GET", body, contentType, accept, userAgent, user = "ada" }: Asked,
): ApiRequest {
  const found = demoUsers.find(({ name }) => name === user);
  if (!found) throw new Error(`no user ${user}`);
  const text = body === undefined ? "" : typeof body === "string" ? body : JSON.stringify(body);
  return {
    method,
    url: new URL(path, "https://127.0.0.1"),
    accept,
    contentType: contentType ?? "application/json",
    userAgent: userAgent ?? "test/1.0 (linux)",
    body: text,
    user: found,
  };
}
