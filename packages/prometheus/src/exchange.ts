import { type IncomingMessage, type RequestOptions, request as requestHttp } from "node:http";
import { request as requestHttps } from "node:https";
import { pipeline } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import { createGunzip } from "node:zlib";
import { createAgents } from "./agents.ts";
import type { PrometheusConnection } from "./connection.ts";
import { authorizationOf } from "./credentials.ts";
import type { Reply } from "./reply.ts";

/** One call of the API. With a form it is POSTed, so that long queries fit. */
export interface ApiCall {
  /** Below `/api/v1/`. */
  readonly path: string;
  readonly form?: Readonly<Record<string, string>>;
}

/**
 * Sends one call and takes what comes back, whatever its status; redirects are not followed. `take` is given the body
 * of a good reply piece by piece, each for as long as it takes; what it throws ends the exchange.
 */
export type Exchange = (call: ApiCall, take: (piece: Uint8Array) => void, signal: AbortSignal) => Promise<Reply>;

export function createExchange(connection: PrometheusConnection): Exchange {
  const agentNow = createAgents(new URL(connection.url).protocol, connection.tls);
  return async ({ path, form }, take, signal) => {
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
    return readReply(await send(addressOf(connection.url, path), options, body), take);
  };
}

function addressOf(base: string, path: string): URL {
  const url = new URL(base);
  url.pathname = `${url.pathname.replace(/\/+$/, "")}/api/v1/${path}`;
  return url;
}

function send(url: URL, options: RequestOptions, body: string | undefined): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const ask = url.protocol === "https:" ? requestHttps : requestHttp;
    const request = ask(url, options, resolve);
    request.on("error", (error) => {
      // A connection that was kept open may be closed by the other side just as it is used again.
      const isStale = request.reusedSocket && "code" in error && error.code === "ECONNRESET";
      if (isStale) send(url, options, body).then(resolve, reject);
      else reject(error);
    });
    request.end(body);
  });
}

/** Each piece costs something, however small: with those of 64 kB unzipping takes this thread twice as long. */
const pieceBytes = 256 * 1024;
const beginningBytes = 1000;

async function readReply(response: IncomingMessage, take: (piece: Uint8Array) => void): Promise<Reply> {
  const { statusCode: status = 0, headers } = response;
  const isZipped = headers["content-encoding"] === "gzip";
  // Whoever reads on hears of what goes wrong on either side.
  const plain = isZipped ? pipeline(response, createGunzip({ chunkSize: pieceBytes }), () => undefined) : response;
  const isGood = status >= 200 && status < 300;
  const decoder = new StringDecoder("utf8");
  let body = "";
  let bytes = 0;
  for await (const piece of plain) {
    if (!isGood) body += decoder.write(piece);
    else if (bytes < beginningBytes) body += decoder.write(piece.subarray(0, beginningBytes - bytes));
    if (isGood) take(piece);
    bytes += piece.length;
    if (isZipped) giveBack(piece);
  }
  return { status, headers, body, bytes };
}

/**
 * The memory of a piece, once that is read and nothing more will be unzipped into it. Left to the collector it counts as
 * megabytes that are new with each look, for which all objects of the process are gone through every few looks.
 */
function giveBack({ buffer, byteOffset, length }: Buffer): void {
  const isFull = byteOffset + length === buffer.byteLength && buffer.byteLength === pieceBytes;
  // Node 20 cannot.
  if (isFull && buffer instanceof ArrayBuffer && "transfer" in buffer) buffer.transfer(0);
}
