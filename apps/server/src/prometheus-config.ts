import { type Dialect, type PrometheusConnection, readMatchers, readRenaming } from "@fyr/prometheus";
import type { Sayer } from "./said-settings.ts";

/** Where Prometheus is and how it is spoken to. Adds one sentence to `faults` for everything that cannot be so. */
export function checkPrometheus(said: Sayer, faults: string[]): PrometheusConnection {
  return {
    url: checkUrl(said, faults).href,
    headers: checkHeaders(said, faults),
    dialect: checkDialect(said, faults),
  };
}

function checkUrl(said: Sayer, faults: string[]): URL {
  const text = said.text("prometheus") ?? "";
  const from = said.from("prometheus");
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !["http:", "https:"].includes(url.protocol)) {
    faults.push(`${from} wants a URL such as http://prometheus:9090, not "${text}".`);
    return new URL("http://127.0.0.1:9090");
  }
  if (url.username !== "" || url.password !== "") {
    faults.push(`${from} carries a password: give it with --prometheus-header 'Authorization: Basic …' instead.`);
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
