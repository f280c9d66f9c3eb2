import type { PrometheusClientOptions } from "./client-options.ts";
import { isObject } from "./is-object.ts";
import { PrometheusError } from "./prometheus-error.ts";

type Asked = Pick<PrometheusClientOptions, "url" | "tls" | "timeoutMs">;

/** Why there is no answer at all, and what to do where something can be done here. */
export function noAnswer(asked: Asked, cause: unknown, isTimeout: boolean): PrometheusError {
  const { host } = new URL(asked.url);
  const error = rootOf(cause);
  const sentence = isTimeout
    ? `Prometheus at ${host} did not answer within ${asked.timeoutMs / 1000} s.`
    : (sentenceOn(error, asked, host) ?? `No answer from Prometheus at ${host}: ${error.message}.`);
  return new PrometheusError("prometheus_unavailable", sentence, { cause });
}

/** Before a word was said. */
const unreachedWords: ReadonlyMap<string, string> = new Map([
  ["ECONNREFUSED", "nothing listens there"],
  ["ENOTFOUND", "there is no host of that name"],
  ["EAI_AGAIN", "nobody can be asked for the address of that name"],
  ["EHOSTUNREACH", "no way leads to that host from here"],
  ["ENETUNREACH", "no way leads to that host from here"],
]);

const untrusted = new Set([
  "DEPTH_ZERO_SELF_SIGNED_CERT",
  "SELF_SIGNED_CERT_IN_CHAIN",
  "UNABLE_TO_GET_ISSUER_CERT",
  "UNABLE_TO_GET_ISSUER_CERT_LOCALLY",
  "UNABLE_TO_VERIFY_LEAF_SIGNATURE",
  "CERT_SIGNATURE_FAILURE",
  "CERT_UNTRUSTED",
]);

function sentenceOn({ code, message, names }: Root, { url, tls = {} }: Asked, host: string): string | undefined {
  const unreached = unreachedWords.get(code);
  if (unreached !== undefined) return `No answer from Prometheus at ${host}: ${unreached}.`;
  if (untrusted.has(code)) {
    return tls.caFile === undefined
      ? `Prometheus at ${host} shows a certificate of an authority that Fyr does not know: give that authority's with --prometheus-ca-file.`
      : `Prometheus at ${host} shows a certificate that the authority in ${tls.caFile} has not signed.`;
  }
  if (code === "CERT_HAS_EXPIRED")
    return `The certificate of Prometheus at ${host} has expired: it must be renewed there.`;
  if (code === "CERT_NOT_YET_VALID")
    return `The certificate of Prometheus at ${host} is not valid yet: is a clock wrong?`;
  if (code === "ERR_TLS_CERT_ALTNAME_INVALID") {
    const wanted = tls.serverName ?? new URL(url).hostname;
    return `The certificate of Prometheus at ${host} is not for ${wanted}${names && ` but for ${names}`}: name one of its own with --prometheus-server-name.`;
  }
  if (/wrong version number|packet length too long|record layer failure/i.test(message)) {
    return `Prometheus at ${host} speaks no TLS there: its address begins with http://, not https://.`;
  }
  if (code.startsWith("HPE_")) {
    return `What is at ${host} speaks no HTTP there: if that is TLS, its address begins with https://.`;
  }
  if (/alert (certificate required|bad certificate|unknown ca|handshake failure|certificate unknown)/i.test(message)) {
    return tls.client === undefined
      ? `Prometheus at ${host} wants a certificate of Fyr: give one with --prometheus-cert-file and --prometheus-key-file.`
      : `Prometheus at ${host} does not accept Fyr's certificate in ${tls.client.certFile}.`;
  }
  if (code === "ECONNRESET" && tls.client !== undefined) {
    return `Prometheus at ${host} closed the connection: where that goes on, it does not accept Fyr's certificate in ${tls.client.certFile}.`;
  }
  if (/PEM|key values mismatch|ERR_OSSL|no start line/i.test(`${code} ${message}`)) {
    return `Fyr's own certificate files for Prometheus at ${host} do not fit: ${message}.`;
  }
  return undefined;
}

interface Root {
  readonly code: string;
  readonly message: string;
  /** Those a certificate is for. */
  readonly names: string;
}

/** Node tries several addresses and hides what went wrong with each. */
function rootOf(error: unknown): Root {
  if (error instanceof AggregateError && error.errors.length > 0) return rootOf(error.errors[0]);
  if (!(error instanceof Error)) return { code: "", message: String(error), names: "" };
  const code = "code" in error && typeof error.code === "string" ? error.code : "";
  return { code, message: error.message, names: namesOf(error) };
}

/** Node writes `DNS:a, IP Address:b`. */
function namesOf(error: Error): string {
  const cert: unknown = "cert" in error ? error.cert : undefined;
  const names = isObject(cert) ? cert["subjectaltname"] : undefined;
  return typeof names === "string" ? names.replaceAll(/DNS:|IP Address:/g, "") : "";
}
