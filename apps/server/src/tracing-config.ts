import type { Sayer } from "./said-settings.ts";
import type { SettingName } from "./settings.ts";

/** Where traces are kept, and where browsers find them. */
export interface TracingSettings {
  readonly kind: "jaeger" | "tempo";
  readonly url: string;
  readonly link?: string;
}

/** What evidence comes from beside Prometheus and Kubernetes. Adds one sentence to `faults` for everything that cannot be so. */
export function checkTracing(
  said: Sayer,
  faults: string[],
): { readonly tracing?: TracingSettings; readonly grafana?: string } {
  const [jaeger, tempo, link, grafana] = (["jaeger", "tempo", "tracingLink", "grafana"] as const).map((name) =>
    checkUrl(said, name, faults),
  );
  if (jaeger !== undefined && tempo !== undefined) {
    faults.push(`${said.from("jaeger")} and ${said.from("tempo")} both say where traces are: one is enough.`);
  }
  const url = jaeger ?? tempo;
  const kind = jaeger === undefined ? "tempo" : "jaeger";
  return {
    ...(url !== undefined && { tracing: { kind, url, ...(link !== undefined && { link }) } }),
    ...(grafana !== undefined && { grafana }),
  };
}

function checkUrl(said: Sayer, name: SettingName, faults: string[]): string | undefined {
  const text = said.text(name);
  if (text === undefined) return undefined;
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url !== undefined && ["http:", "https:"].includes(url.protocol) && url.username + url.password === "") {
    return url.href;
  }
  // What stands before an @ may be a password.
  faults.push(`${said.from(name)} wants a URL such as http://jaeger:16686, not "${text.replace(/^.*@/, "…@")}".`);
  return undefined;
}
