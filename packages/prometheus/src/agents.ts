import { Agent as HttpAgent } from "node:http";
import { Agent as HttpsAgent } from "node:https";
import type { TlsSettings } from "./connection.ts";
import { readOwn } from "./credentials.ts";

/** What keeps connections open from one request to the next. */
export type Agent = HttpAgent | HttpsAgent;

/** An unused connection is closed after so long: routers on the way forget it without a word. */
const kept = { keepAlive: true, timeout: 30_000 };

/** Prometheus takes 512 connections: all who ask from here share theirs. */
const plain = new HttpAgent(kept);

/** The agent to ask with now. Certificates that have changed since get one of their own. */
export function createAgents(protocol: string, tls: TlsSettings = {}): () => Promise<Agent> {
  if (protocol !== "https:") return async () => plain;
  let current: { readonly files: string; readonly agent: HttpsAgent } | undefined;
  return async () => {
    const texts = await readFiles(tls);
    const files = JSON.stringify(texts);
    if (current?.files === files) return current.agent;
    current?.agent.destroy();
    current = { files, agent: agentOf(tls, texts) };
    return current.agent;
  };
}

async function readFiles({ caFile, client }: TlsSettings) {
  const [ca, cert, key] = await Promise.all([
    caFile === undefined ? undefined : readOwn(caFile, "The certificate authority of Prometheus"),
    client && readOwn(client.certFile, "Fyr's certificate for Prometheus"),
    client && readOwn(client.keyFile, "The key of Fyr's certificate for Prometheus"),
  ]);
  return { ca, cert, key };
}

function agentOf({ serverName, insecure }: TlsSettings, texts: Awaited<ReturnType<typeof readFiles>>): HttpsAgent {
  const { ca, cert, key } = texts;
  return new HttpsAgent({
    ...kept,
    ...(ca !== undefined && { ca }),
    ...(cert !== undefined && { cert }),
    ...(key !== undefined && { key }),
    ...(serverName !== undefined && { servername: serverName }),
    rejectUnauthorized: insecure !== true,
  });
}
