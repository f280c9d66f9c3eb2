import type { IncomingMessage, ServerResponse } from "node:http";
import { demoUsers, stranger, type User } from "../access/users.ts";
import { decodeProtobuf } from "../protobuf/decode.ts";
import { StatusError, statusOf } from "../status/status-error.ts";
import { type ApiServerContext, answerRequest, refusedImpersonation } from "./answer-request.ts";
import { mediaType } from "./read-body.ts";
import type { Answer, ApiRequest, EventSink } from "./request.ts";

const MOST_BODY_BYTES = 3 * 1024 * 1024;
const MOST_UNREAD_BYTES = 16 * 1024 * 1024;
const PUBLIC = new Set(["/version", "/healthz", "/livez", "/readyz"]);

/** Reads, answers and writes one request. Never rejects: every failure is answered as a Status. */
export async function serveRequest(context: ApiServerContext, incoming: IncomingMessage, response: ServerResponse) {
  try {
    const url = new URL(incoming.url ?? "/", "https://127.0.0.1");
    if (/^\/(healthz|livez|readyz)$/.test(url.pathname)) {
      response.writeHead(200, { "content-type": "text/plain" }).end("ok");
      return;
    }
    const user = userOf(context, incoming, url);
    const body = await readBody(incoming);
    send(response, answerRequest(context, requestOf(incoming, url, user, body)));
  } catch (error) {
    if (response.headersSent) response.destroy();
    else sendJson(response, statusOf(asStatusError(error)));
  }
}

function asStatusError(error: unknown): StatusError {
  if (error instanceof StatusError) return error;
  if (error instanceof URIError) return new StatusError(400, "BadRequest", "the path is not properly encoded");
  const why = error instanceof Error ? error.message : String(error);
  return new StatusError(500, "InternalError", `Internal error occurred: ${why}`);
}

function requestOf(incoming: IncomingMessage, url: URL, user: User, bytes: Buffer): ApiRequest {
  const { accept, "content-type": contentType, "user-agent": userAgent } = incoming.headers;
  const method = incoming.method ?? "GET";
  if (mediaType(contentType) === "application/vnd.kubernetes.protobuf") {
    const body = bytes.length > 0 ? JSON.stringify(decodeProtobuf(bytes)) : "";
    return { method, url, accept, contentType: "application/json", userAgent, body, user };
  }
  return { method, url, accept, contentType, userAgent, body: bytes.toString("utf8"), user };
}

function userOf(context: ApiServerContext, { headers }: IncomingMessage, url: URL): User {
  const [, token = ""] = /^Bearer (.+)$/i.exec(headers.authorization ?? "") ?? [];
  const user = context.userOfToken(token);
  if (!user) {
    if (PUBLIC.has(url.pathname)) return stranger("system:anonymous");
    throw new StatusError(401, "Unauthorized", "Unauthorized");
  }
  const other = headers["impersonate-user"];
  if (typeof other !== "string") return user;
  if (user.role !== "admin") throw refusedImpersonation(user, other);
  return demoUsers.find(({ name }) => name === other) ?? stranger(other);
}

async function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming) {
    const bytes = Buffer.from(chunk as Uint8Array);
    size += bytes.length;
    // Read to the end all the same: who is still sending does not see the answer.
    if (size <= MOST_BODY_BYTES) chunks.push(bytes);
  }
  if (size > MOST_BODY_BYTES) {
    throw new StatusError(413, "RequestEntityTooLarge", `Request entity too large: limit is ${MOST_BODY_BYTES}`);
  }
  return Buffer.concat(chunks);
}

function send(response: ServerResponse, answer: Answer): void {
  if ("stream" in answer) {
    sendStream(response, answer.stream);
    return;
  }
  if ("text" in answer) {
    sendText(response, answer.text);
    return;
  }
  for (const warning of answer.warnings ?? []) {
    response.appendHeader("Warning", `299 - ${JSON.stringify(warning)}`);
  }
  const type = answer.contentType ?? "application/json";
  response.writeHead(answer.code, { "content-type": type, "cache-control": "no-cache, private" });
  response.end(Buffer.isBuffer(answer.body) ? answer.body : JSON.stringify(answer.body));
}

function sendJson(response: ServerResponse, status: ReturnType<typeof statusOf>): void {
  response.writeHead(status.code, { "content-type": "application/json", "cache-control": "no-cache, private" });
  response.end(JSON.stringify(status));
}

function sendStream(response: ServerResponse, start: (sink: EventSink) => () => void): void {
  response.writeHead(200, { "content-type": "application/json", "cache-control": "no-cache, private" });
  response.flushHeaders();
  const sink: EventSink = {
    send(event) {
      response.write(`${JSON.stringify(event)}\n`);
      // Who does not read must come again and list.
      if (response.writableLength > MOST_UNREAD_BYTES) response.destroy();
    },
    end: () => response.end(),
  };
  const stop = start(sink);
  response.once("close", stop);
}

function sendText(response: ServerResponse, start: (write: (part: string) => void) => () => void): void {
  response.writeHead(200, { "content-type": "text/plain", "cache-control": "no-cache, private" });
  response.flushHeaders();
  const stop = start((part) => {
    response.write(part);
    if (response.writableLength > MOST_UNREAD_BYTES) response.destroy();
  });
  response.once("close", stop);
}
