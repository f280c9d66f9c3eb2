import { randomBytes } from "node:crypto";

/** Somebody who signed in. Lives in their cookie only: replicas share nothing but the key. */
export interface Session {
  /** The Kubernetes token everything is read and written with. */
  readonly token: string;
  /** What a page must send along with every change, so that no other page can make one. */
  readonly csrf: string;
  /** Unix seconds. */
  readonly startedAt: number;
  /** When it was last used, as far as the cookie knows. Unix seconds. */
  readonly usedAt: number;
}

const longestSeconds = 12 * 3600;
const longestIdleSeconds = 2 * 3600;
/** A cookie older than this is sent anew, so that what is used does not end. */
const renewedAfterSeconds = 300;
/** Years of more than four digits cannot be told. */
const lastSecond = 253_402_300_800;

export function startSession(token: string, nowSeconds: number): Session {
  return { token, csrf: randomBytes(18).toString("base64url"), startedAt: nowSeconds, usedAt: nowSeconds };
}

/** When it ends however much it is used: after half a day, or with its token. Unix seconds. */
export function sessionEnd({ token, startedAt }: Pick<Session, "token" | "startedAt">): number {
  return Math.min(startedAt + longestSeconds, tokenEnd(token) ?? Number.POSITIVE_INFINITY);
}

/** When its cookie ends if nothing is asked any more. Unix seconds. */
export function cookieEnd(session: Session): number {
  return Math.min(sessionEnd(session), session.usedAt + longestIdleSeconds);
}

export function needsRenewal({ usedAt }: Session, nowSeconds: number): boolean {
  return nowSeconds - usedAt >= renewedAfterSeconds;
}

/** The end a JSON Web Token names, unverified: the cluster judges tokens, this only tells people. Unix seconds. */
export function tokenEnd(token: string): number | undefined {
  const [, body, signature] = token.split(".");
  if (body === undefined || signature === undefined) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(body, "base64url").toString("utf8"));
    const end = typeof claims === "object" && claims !== null && "exp" in claims ? claims.exp : undefined;
    return typeof end === "number" && end > 0 && end < lastSecond ? Math.floor(end) : undefined;
  } catch {
    return undefined;
  }
}
