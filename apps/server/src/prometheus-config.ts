import { type Dialect, type PrometheusConnection, readMatchers, readRenaming } from "@fyr/prometheus";
import { checkCredentials } from "./prometheus-credentials.ts";
import { checkTls } from "./prometheus-tls.ts";
import type { Sayer } from "./said-settings.ts";

/**
 * Where Prometheus is and how it is spoken to. Adds one sentence to `faults` for everything that cannot be so, files that
 * cannot be read among them.
 */
export function checkPrometheus(
  said: Sayer,
  readText: (file: string) => string,
  faults: string[],
): PrometheusConnection {
  const url = checkUrl(said, faults);
  const headers = checkHeaders(said, faults);
  const credentials = checkCredentials(said, readText, faults);
  const tls = checkTls(said, readText, faults);
  if (tls !== undefined && url.protocol !== "https:") {
    faults.push(
      `${said.from(tls.setting)} is for addresses that begin with https://, and ${said.from("prometheus")} names ${url.origin}.`,
    );
  }
  const names = Object.keys(headers).map((name) => name.toLowerCase());
  if (credentials !== undefined && names.includes("authorization")) {
    faults.push(
      `${said.from("prometheusHeaders")} and ${said.from(credentials.setting)} both say who asks: one is enough.`,
    );
  }
  return {
    url: url.href,
    headers,
    dialect: checkDialect(said, faults),
    ...(credentials && { credentials: credentials.value }),
    ...(tls && { tls: tls.value }),
  };
}

function checkUrl(said: Sayer, faults: string[]): URL {
  const text = said.text("prometheus") ?? "";
  const from = said.from("prometheus");
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !["http:", "https:"].includes(url.protocol)) {
    // What stands before an @ may be a password.
    faults.push(`${from} wants a URL such as http://prometheus:9090, not "${text.replace(/^.*@/, "…@")}".`);
    return new URL("http://127.0.0.1:9090");
  }
  if (url.username !== "" || url.password !== "") {
    faults.push(
      `${from} carries a password, which everybody who lists processes would see: use --prometheus-user and --prometheus-password-file.`,
    );
  }
  return url;
}

function checkHeaders(said: Sayer, faults: string[]): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const line of said.list("prometheusHeaders")) {
    const [, name, value] = /^([!#$%&'*+.^_`|~\w-]+)\s*:\s*([\x20-\x7e]+)$/.exec(line) ?? [];
    if (name === undefined || value === undefined) {
      // The value may be a token: it is not repeated here.
      faults.push(`${said.from("prometheusHeaders")} wants 'NAME: VALUE'.`);
    } else {
      headers[name] = value;
    }
  }
  return headers;
}

function checkDialect(said: Sayer, faults: string[]): Dialect {
  const names = said.list("metricNames").flatMap((text) => {
    const read = readRenaming(text);
    if (!read.ok) faults.push(`${said.from("metricNames")} wants ${read.wants}.`);
    return read.ok ? [read.value] : [];
  });
  const twice = names.filter(({ from }, at) => names.findIndex((other) => other.from === from) < at);
  for (const { from } of twice) faults.push(`${said.from("metricNames")} names ${from} twice.`);
  const matchers = said.list("prometheusMatchers").flatMap((text) => {
    const read = readMatchers(text);
    if (!read.ok) faults.push(`${said.from("prometheusMatchers")} wants ${read.wants}.`);
    return read.ok ? read.value : [];
  });
  return { matchers, names };
}
