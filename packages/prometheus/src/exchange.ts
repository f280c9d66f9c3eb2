import { type IncomingHttpHeaders, type IncomingMessage, type RequestOptions, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { buffer } from "node:stream/consumers";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { createAgents } from "./agents.ts";
import type { PrometheusConnection } from "./connection.ts";
import { authorizationOf } from "./credentials.ts";

/** One call of the API. With a form it is POSTed, so that long queries fit. */
export interface ApiCall {
  /** Below `/api/v1/`. */
  readonly path: string;
  readonly form?: Readonly<Record<string, string>>;
}

export interface Reply {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

/** Sends one call and takes what comes back, whatever its status; redirects are not followed. */
export type Exchange = (call: ApiCall, signal: AbortSignal) => Promise<Reply>;

export function createExchange(connection: PrometheusConnection): Exchange {
  const agentNow = createAgents(new URL(connection.url).protocol, connection.tls);
  return async ({ path, form }, signal) => {
    const [agent, authorization] = await Promise.all([agentNow(), authorizationOf(connection.credentials)]);
    const body = form && new URLSearchParams(form).toString();
    const options: RequestOptions = {
      agent,
      signal,
      method: body === undefined ? "GET" : "POST",
      headers: {
        accept: "application/json",
        "accept-encoding": "gzip",
        ...(body !== undefined && { "content-type": "application/x-www-form-urlencoded;charset=UTF-8" }),
        ...authorization,
        ...connection.headers,
      },
    };
    return send(addressOf(connection.url, path), options, body);
  };
}

function addressOf(base: string, path: string): URL {
  const url = new URL(base);
  url.pathname = `${url.pathname.replace(/\/+$/, "")}/api/v1/${path}`;
  return url;
}

function send(url: URL, options: RequestOptions, body: string | undefined): Promise<Reply> {
  return new Promise((resolve, reject) => {
    const ask = url.protocol === "https:" ? requestHttps : requestHttp;
    const request = ask(url, options, (response) => void readReply(response).then(resolve, reject));
    request.on("error", (error) => {
      // A connection that was kept open may be closed by the other side just as it is used again.
      const isStale = request.reusedSocket && "code" in error && error.code === "ECONNRESET";
      if (isStale) send(url, options, body).then(resolve, reject);
      else reject(error);
    });
    request.end(body);
  });
}

const unzip = promisify(gunzip);

async function readReply(response: IncomingMessage): Promise<Reply> {
  const bytes = await buffer(response);
  const plain = response.headers["content-encoding"] === "gzip" ? await unzip(bytes) : bytes;
  return { status: response.statusCode ?? 0, headers: response.headers, body: plain.toString("utf8") };
}
