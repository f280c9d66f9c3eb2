import { randomBytes, X509Certificate } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { isIP } from "node:net";
import { join } from "node:path";
import { generate } from "selfsigned";
import type { Role } from "../access/users.ts";
import { isFields } from "../schema/check-fields.ts";

/** What the server proves itself with, and the bearer token of each role. */
export interface Credentials {
  /** PEM. Also the authority clients trust. */
  readonly certificate: string;
  readonly privateKey: string;
  readonly tokens: Readonly<Record<Exclude<Role, "none">, string>>;
}

const DAY_MS = 86_400_000;

/**
 * Kept in `dir` (for the owner's eyes only) and made anew when there are none, when they are about to expire or speak
 * for another host than `name`.
 */
export async function keepCredentials(dir: string, name: string, nowMs: number): Promise<Credentials> {
  mkdirSync(dir, { recursive: true });
  const path = join(dir, "credentials.json");
  const kept = read(path);
  const tokens = { ...makeTokens(), ...kept?.tokens };
  const isGood = kept && isGoodFor(new X509Certificate(kept.certificate), name, nowMs);
  const made = { ...(isGood ? kept : await makeCertificate(name, nowMs)), tokens };
  writeFileSync(path, JSON.stringify(made), { mode: 0o600 });
  return made;
}

function makeTokens(): Credentials["tokens"] {
  const token = () => randomBytes(24).toString("base64url");
  return { admin: token(), "payments-team": token(), viewer: token(), fyr: token() };
}

function isGoodFor(certificate: X509Certificate, name: string, nowMs: number): boolean {
  const isNamed = isIP(name) ? certificate.checkIP(name) : certificate.checkHost(name);
  return isNamed !== undefined && Date.parse(certificate.validTo) > nowMs + 30 * DAY_MS;
}

async function makeCertificate(name: string, nowMs: number) {
  const made = await generate([{ name: "commonName", value: "demo-north" }], {
    keyType: "ec",
    algorithm: "sha256",
    notBeforeDate: new Date(nowMs - DAY_MS),
    notAfterDate: new Date(nowMs + 825 * DAY_MS),
    extensions: [
      { name: "basicConstraints", cA: true, critical: true },
      { name: "keyUsage", digitalSignature: true, keyCertSign: true, critical: true },
      { name: "extKeyUsage", serverAuth: true },
      {
        name: "subjectAltName",
        altNames: [
          { type: 2, value: "localhost" },
          { type: 7, ip: "127.0.0.1" },
          isIP(name) ? { type: 7, ip: name } : { type: 2, value: name },
        ],
      },
    ],
  });
  return { certificate: made.cert, privateKey: made.private };
}

function read(path: string): Credentials | undefined {
  try {
    const kept: unknown = JSON.parse(readFileSync(path, "utf8"));
    const isWhole = isFields(kept) && typeof kept["certificate"] === "string" && isFields(kept["tokens"]);
    return isWhole ? (kept as unknown as Credentials) : undefined;
  } catch {
    // Absent or damaged: new ones are as good.
    return undefined;
  }
}
