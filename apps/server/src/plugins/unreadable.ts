import { STATUS_CODES } from "node:http";
import type { Socket } from "node:net";
import { problemOf } from "./problem.ts";

/** Answers what is no HTTP, or too much of it, on the bare socket: there is no request and no reply yet. */
export function refuseUnreadable(error: Error, socket: Socket): void {
  const code = "code" in error ? error.code : undefined;
  if (code === "ECONNRESET" || !socket.writable) {
    socket.destroy();
    return;
  }
  const problem =
    code === "HPE_HEADER_OVERFLOW"
      ? problemOf("payload_too_large", "The address or a header is longer than anything Fyr takes.")
      : problemOf("bad_request", "This is not an HTTP request that Fyr can read.");
  const body = JSON.stringify(problem);
  const head = [
    `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ""}`,
    "Content-Type: application/problem+json; charset=utf-8",
    `Content-Length: ${Buffer.byteLength(body)}`,
    "Connection: close",
  ];
  socket.end(`${head.join("\r\n")}\r\n\r\n${body}`);
}
