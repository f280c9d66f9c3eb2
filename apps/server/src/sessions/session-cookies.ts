import { parseCookie, stringifySetCookie } from "cookie";
import type { FastifyReply, FastifyRequest } from "fastify";

/** Where a browser keeps its session: encrypted and out of reach of scripts, beside the word changes are sent with. */
export interface SessionCookies {
  readonly sealed: string;
  readonly csrf: string;
  /** Unix seconds. */
  readonly until: number;
}

/** A cookie holds 4 KB; tokens with many groups are longer. */
const partLength = 3_800;
const mostParts = 4;

/** The session a request shows; undefined when it shows none. */
export function readSealed(request: FastifyRequest): string | undefined {
  const cookies = parseCookie(request.headers.cookie ?? "");
  const { session } = namesFor(request);
  const parts = places().map((place) => cookies[`${session}-${place}`]);
  const end = parts.indexOf(undefined);
  return end === 0 ? undefined : parts.slice(0, end === -1 ? mostParts : end).join("");
}

export function sendCookies(
  request: FastifyRequest,
  reply: FastifyReply,
  { sealed, csrf, until }: SessionCookies,
): void {
  const { session, csrf: csrfName } = namesFor(request);
  const shared = { ...attributesFor(request), expires: new Date(until * 1000) };
  for (const place of places()) {
    const value = sealed.slice(place * partLength, (place + 1) * partLength);
    const name = `${session}-${place}`;
    if (value !== "") setCookie(reply, { ...shared, name, value, httpOnly: true });
    else if (parseCookie(request.headers.cookie ?? "")[name] !== undefined) forget(request, reply, name, true);
  }
  setCookie(reply, { ...shared, name: csrfName, value: csrf });
}

export function forgetCookies(request: FastifyRequest, reply: FastifyReply): void {
  const { session, csrf } = namesFor(request);
  for (const place of places()) forget(request, reply, `${session}-${place}`, true);
  forget(request, reply, csrf, false);
}

function forget(request: FastifyRequest, reply: FastifyReply, name: string, httpOnly: boolean): void {
  setCookie(reply, { ...attributesFor(request), name, value: "", httpOnly, maxAge: 0 });
}

function setCookie(reply: FastifyReply, cookie: Parameters<typeof stringifySetCookie>[0]): void {
  void reply.header("set-cookie", stringifySetCookie(cookie));
}

function places(): number[] {
  return Array.from({ length: mostParts }, (_, place) => place);
}

/** Browsers share cookies between the ports of a host: each Fyr of a machine has names of its own. */
function namesFor(request: FastifyRequest): { readonly session: string; readonly csrf: string } {
  const [, port] = /:(\d+)$/.exec(request.headers.host ?? "") ?? [];
  const suffix = port === undefined ? "" : `-${port}`;
  // The prefix keeps neighbours on other subdomains from setting it; browsers take it over https only.
  return { session: `${isSecure(request) ? "__Host-" : ""}fyr-session${suffix}`, csrf: `fyr-csrf${suffix}` };
}

function attributesFor(request: FastifyRequest) {
  return { path: "/", sameSite: "strict", secure: isSecure(request) } as const;
}

/** A proxy in front may speak https for Fyr. Who lies about it only locks themselves out. */
function isSecure(request: FastifyRequest): boolean {
  const [forwarded] = String(request.headers["x-forwarded-proto"] ?? "").split(",", 1);
  return request.protocol === "https" || forwarded?.trim() === "https";
}
