import type { PrometheusConnection } from "./connection.ts";
import { PrometheusError } from "./prometheus-error.ts";
import { readJson } from "./read-body.ts";
import type { Reply } from "./reply.ts";

type Asked = Pick<PrometheusConnection, "url" | "credentials" | "headers">;

/** What an answer is that does not say yes, and what to do about it. Undefined for one that does. */
export function refusalOf(asked: Asked, reply: Reply): PrometheusError | undefined {
  const { host } = new URL(asked.url);
  const { status, body } = reply;
  if (status >= 300 && status < 400) return unavailable(redirected(asked, reply));
  if (status >= 200 && status < 300) return isPage(reply) ? unavailable(pageInstead(asked)) : undefined;
  if (wantsTenant(body))
    return rejected(
      `Prometheus at ${host} wants to know whose series are asked for ("no org id"): name the tenant with --prometheus-header 'X-Scope-OrgID: NAME'.`,
    );
  // vmauth answers 400 to those it does not know.
  const isUnknown = status === 400 && /auth token|authorization/i.test(body.slice(0, 1000));
  if (status === 401 || isUnknown) return rejected(notLetIn(asked, status));
  if (status === 403)
    return rejected(
      `Prometheus at ${host} knows Fyr but does not let it read (HTTP 403): its account needs the right to query.`,
    );
  if (status === 404 || /unsupported path/.test(body)) {
    return unavailable(nothingThere(asked, status), { isMissing: true });
  }
  return failure(host, status, body);
}

/**
 * What VictoriaMetrics, Mimir and Cortex say of a query of which parts may be answered. Other bounds are those of one selector,
 * or of the steps of a range: Prometheus' samples in memory are nearly as many in the largest part as in the whole.
 */
const tooMuch: readonly RegExp[] = [
  /too long query; got \d+ bytes; mustn't exceed `-search.maxQueryLen=\d+` bytes$/,
  /\(err-mimir-max-([a-z-]+-per-query|query-expression-size-bytes)\)/,
  /^the query hit the (max number of|aggregated)/,
];

/** Errors are JSON too, except from proxies and while Prometheus starts. */
function failure(host: string, status: number, body: string): PrometheusError {
  const answer = readJson(body);
  const type = answer?.["errorType"];
  const error = typeof answer?.["error"] === "string" ? withoutSecrets(answer["error"]) : undefined;
  if (answer !== undefined && (type === "bad_data" || type === "execution" || status === 400 || status === 422)) {
    const isTooMuch = tooMuch.some((reason) => reason.test(error ?? ""));
    return rejected(`Prometheus at ${host} refused the query: ${error ?? "no reason given"}.`, { isTooMuch });
  }
  if (status === 413) return rejected(`The query is too long for ${host} (HTTP 413).`, { isTooMuch: true });
  if (/HTTP request (was sent )?to (an? )?HTTPS/i.test(body)) {
    return unavailable(`Prometheus at ${host} wants TLS: its address begins with https://, not http://.`);
  }
  if (type === "timeout" || type === "canceled") {
    return unavailable(`Prometheus at ${host} gave up on a query: ${error ?? type}.`);
  }
  if (status === 503 && answer === undefined) return unavailable(`Prometheus at ${host} is not ready yet (HTTP 503).`);
  return unavailable(`Prometheus at ${host} answered HTTP ${status}${error === undefined ? "" : `: ${error}`}.`);
}

/** Some repeat what they were sent. */
function withoutSecrets(words: string): string {
  return words.replace(/\b(Bearer|Basic)\s+[^\s"']+/gi, "$1 …");
}

function wantsTenant(body: string): boolean {
  return /no org ?id/i.test(body.slice(0, 1000));
}

function hasCredentials({ credentials, headers = {} }: Asked): boolean {
  return credentials !== undefined || Object.keys(headers).some((name) => name.toLowerCase() === "authorization");
}

function notLetIn(asked: Asked, status: number): string {
  const { host } = new URL(asked.url);
  const { credentials } = asked;
  if (!hasCredentials(asked)) {
    return `Prometheus at ${host} wants to know who asks (HTTP ${status}): give Fyr a token with --prometheus-token-file, or --prometheus-user and --prometheus-password-file.`;
  }
  const secret = credentials?.kind === "basic" ? credentials.password : credentials?.token;
  const where = secret !== undefined && "file" in secret ? ` in ${secret.file}` : "";
  const what = credentials?.kind === "basic" ? `name or password${where}` : `token${where}`;
  return `Prometheus at ${host} does not accept Fyr's ${what} (HTTP ${status}): it is wrong or has expired.`;
}

function nothingThere({ url }: Asked, status: number): string {
  const { host, pathname } = new URL(url);
  const path = pathname.replace(/\/+$/, "");
  return path === ""
    ? `Nothing at ${host} answers as Prometheus does (HTTP ${status}): its address may need a path, such as ${url.replace(/\/+$/, "")}/prometheus.`
    : `Nothing at ${host}${path} answers as Prometheus does (HTTP ${status}): the path in --prometheus may be wrong.`;
}

/** Not followed: credentials would go along. */
function redirected(asked: Asked, { status, headers }: Reply): string {
  const { host } = new URL(asked.url);
  const text = headers.location ?? "";
  const target = URL.canParse(text, asked.url) ? new URL(text, asked.url) : undefined;
  const [base, isApi] = target?.pathname.split("/api/v1/") ?? [];
  if (target !== undefined && isApi !== undefined) {
    return `Prometheus at ${host} has moved (HTTP ${status}): its address is ${target.origin}${base}.`;
  }
  return `Prometheus at ${host} sends Fyr to ${target?.host ?? "another page"} (HTTP ${status}), as sign-in pages do: ${remedy(asked)}.`;
}

function isPage({ headers, body }: Reply): boolean {
  return headers["content-type"]?.startsWith("text/html") === true || /^\s*<(!doctype|html)/i.test(body.slice(0, 200));
}

function pageInstead(asked: Asked): string {
  const { host } = new URL(asked.url);
  return `What is at ${host} answers with a web page, as sign-in pages and dashboards do: ${remedy(asked)}.`;
}

function remedy(asked: Asked): string {
  return hasCredentials(asked)
    ? "Fyr's credentials are not accepted there, or --prometheus wants the address behind it"
    : "give Fyr a token with --prometheus-token-file, or the address behind it with --prometheus";
}

function rejected(message: string, options: { readonly isTooMuch?: boolean } = {}): PrometheusError {
  return new PrometheusError("prometheus_rejected", message, options);
}

function unavailable(message: string, options: { readonly isMissing?: boolean } = {}): PrometheusError {
  return new PrometheusError("prometheus_unavailable", message, options);
}
