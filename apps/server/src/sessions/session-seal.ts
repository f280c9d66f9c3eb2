import { createHash } from "node:crypto";
import { EncryptJWT, jwtDecrypt } from "jose";
import { cookieEnd, type Session } from "./session.ts";

/** Sessions as text that only Fyr can read or make. */
export interface SessionSeal {
  seal(session: Session): Promise<string>;
  /** Undefined for what was not sealed with this key, was altered, or has ended. */
  open(text: string, nowSeconds: number): Promise<Session | undefined>;
}

const algorithms = { alg: "dir", enc: "A256GCM" } as const;

/** `secret`: at least 32 characters. Whoever has it can read and make sessions. */
export function createSessionSeal(secret: string): SessionSeal {
  const key = createHash("sha256").update("fyr session\0").update(secret).digest();
  return {
    seal: ({ token, csrf, startedAt, usedAt }) =>
      new EncryptJWT({ t: token, c: csrf, s: startedAt })
        .setProtectedHeader(algorithms)
        .setIssuedAt(usedAt)
        .setExpirationTime(cookieEnd({ token, csrf, startedAt, usedAt }))
        .encrypt(key),
    open: async (text, nowSeconds) => {
      try {
        const { payload } = await jwtDecrypt(text, key, {
          keyManagementAlgorithms: [algorithms.alg],
          contentEncryptionAlgorithms: [algorithms.enc],
          currentDate: new Date(nowSeconds * 1000),
          requiredClaims: ["exp", "iat"],
        });
        return readSession(payload);
      } catch {
        // Another key, an altered text, an end that has come: all the same to whoever shows it.
        return undefined;
      }
    },
  };
}

function readSession(payload: Readonly<Record<string, unknown>>): Session | undefined {
  const { t: token, c: csrf, s: startedAt, iat: usedAt } = payload;
  return typeof token === "string" &&
    typeof csrf === "string" &&
    typeof startedAt === "number" &&
    typeof usedAt === "number"
    ? { token, csrf, startedAt, usedAt }
    : undefined;
}
