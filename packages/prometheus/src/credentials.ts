import { readFile } from "node:fs/promises";
import type { Credentials, Secret } from "./connection.ts";
import { PrometheusError } from "./prometheus-error.ts";

/** The header that says who asks. */
export async function authorizationOf(credentials: Credentials | undefined): Promise<{ authorization?: string }> {
  if (credentials === undefined) return {};
  switch (credentials.kind) {
    case "bearer":
      return { authorization: `Bearer ${await textOf(credentials.token, "token")}` };
    case "basic": {
      const pair = `${credentials.user}:${await textOf(credentials.password, "password")}`;
      return { authorization: `Basic ${Buffer.from(pair).toString("base64")}` };
    }
  }
}

async function textOf(secret: Secret, what: string): Promise<string> {
  if ("text" in secret) return secret.text;
  const text = (await readOwn(secret.file, `The ${what} for Prometheus`)).trim();
  if (text !== "" && !/[^\x20-\x7e]/.test(text)) return text;
  const fault = text === "" ? "is empty" : "holds more than one line, or signs that no header may carry";
  throw new PrometheusError("prometheus_unavailable", `The ${what} for Prometheus ${fault}: ${secret.file}.`);
}

/** A file that the connection needs. `what` begins a sentence that says so when it cannot be read. */
export async function readOwn(file: string, what: string): Promise<string> {
  try {
    return await readFile(file, "utf8");
  } catch (cause) {
    const why = cause instanceof Error ? cause.message : String(cause);
    throw new PrometheusError("prometheus_unavailable", `${what} cannot be read: ${why}.`, { cause });
  }
}
