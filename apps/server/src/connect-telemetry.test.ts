import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { expect, it } from "vitest";
import { connectTelemetry, insecureSentence } from "./connect-telemetry.ts";

const nothing = JSON.stringify({ status: "success", data: { resultType: "vector", result: [] } });

it.each([
  { tls: { insecure: true }, warnings: [insecureSentence] },
  { tls: {}, warnings: [] },
])("says beside every picture that certificates are not checked: $tls", async ({ tls, warnings }) => {
  const server = createServer((_, response) => response.end(nothing)).listen(0, "127.0.0.1");
  await once(server, "listening");
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const telemetry = connectTelemetry({ prometheus: { url, tls }, timeoutMs: 60_000, onRequest: () => undefined });
  expect((await telemetry.traffic({ at: 60, windowSeconds: 60 })).warnings).toEqual(warnings);
  server.closeAllConnections();
  server.close();
});
