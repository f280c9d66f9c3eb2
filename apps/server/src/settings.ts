/** One setting of Fyr: a flag, an environment variable, or its default, in this order. */
export interface Setting {
  readonly flag: string;
  readonly env: string;
  /** What stands after the flag; absent for a switch. */
  readonly value?: string;
  readonly default?: string;
  /** May be given more than once; in the environment one per line or, unless `perLine`, separated by commas. */
  readonly repeatable?: true;
  readonly perLine?: true;
  /** Taken from the environment only: flags are seen by everybody who may list processes. The value is the flag for it. */
  readonly instead?: string;
  readonly description: string;
}

/** Every setting there is: `--help`, the checks at start and the documentation read this table. */
export const settings = {
  prometheus: {
    flag: "--prometheus",
    env: "FYR_PROMETHEUS",
    value: "URL",
    default: "http://127.0.0.1:9090",
    description: "Prometheus, or what speaks its HTTP API (Thanos, Mimir, VictoriaMetrics)",
  },
  prometheusHeaders: {
    flag: "--prometheus-header",
    env: "FYR_PROMETHEUS_HEADERS",
    value: "'NAME: VALUE'",
    repeatable: true,
    description: "a header for every request to Prometheus, such as the tenant in X-Scope-OrgID",
  },
  prometheusTokenFile: {
    flag: "--prometheus-token-file",
    env: "FYR_PROMETHEUS_TOKEN_FILE",
    value: "FILE",
    description: "a file with the bearer token for Prometheus; read for every request, so it may change",
  },
  prometheusToken: {
    flag: "--prometheus-token",
    env: "FYR_PROMETHEUS_TOKEN",
    value: "TOKEN",
    instead: "--prometheus-token-file",
    description: "the bearer token itself",
  },
  prometheusUser: {
    flag: "--prometheus-user",
    env: "FYR_PROMETHEUS_USER",
    value: "NAME",
    description: "user for Prometheus' basic authentication",
  },
  prometheusPasswordFile: {
    flag: "--prometheus-password-file",
    env: "FYR_PROMETHEUS_PASSWORD_FILE",
    value: "FILE",
    description: "a file with that user's password; read for every request",
  },
  prometheusPassword: {
    flag: "--prometheus-password",
    env: "FYR_PROMETHEUS_PASSWORD",
    value: "PASSWORD",
    instead: "--prometheus-password-file",
    description: "the password itself",
  },
  prometheusCaFile: {
    flag: "--prometheus-ca-file",
    env: "FYR_PROMETHEUS_CA_FILE",
    value: "FILE",
    description: "the authorities that may sign Prometheus' certificate (PEM), instead of the well-known ones",
  },
  prometheusCertFile: {
    flag: "--prometheus-cert-file",
    env: "FYR_PROMETHEUS_CERT_FILE",
    value: "FILE",
    description: "the certificate Fyr shows to Prometheus (PEM)",
  },
  prometheusKeyFile: {
    flag: "--prometheus-key-file",
    env: "FYR_PROMETHEUS_KEY_FILE",
    value: "FILE",
    description: "the key of that certificate (PEM)",
  },
  prometheusServerName: {
    flag: "--prometheus-server-name",
    env: "FYR_PROMETHEUS_SERVER_NAME",
    value: "NAME",
    description: "the name Prometheus' certificate is for, where its address has another",
  },
  prometheusInsecure: {
    flag: "--prometheus-insecure",
    env: "FYR_PROMETHEUS_INSECURE",
    description: "take any certificate: whoever stands in between can read the token and change the numbers",
  },
  prometheusMatchers: {
    flag: "--prometheus-matcher",
    env: "FYR_PROMETHEUS_MATCHERS",
    value: `'LABEL="VALUE"'`,
    repeatable: true,
    perLine: true,
    description: "a condition on every series that is read, such as the external label of one of several meshes",
  },
  metricNames: {
    flag: "--metric-name",
    env: "FYR_METRIC_NAMES",
    value: "NAME=NAME THERE",
    repeatable: true,
    description: "what a metric is called where it is kept; * on both sides stands for many (docs/prometheus.md)",
  },
  kubeconfig: {
    flag: "--kubeconfig",
    env: "FYR_KUBECONFIG",
    value: "FILE",
    description: "kubeconfig of the cluster (default: the service account in a cluster, else what kubectl uses)",
  },
  context: { flag: "--context", env: "FYR_CONTEXT", value: "NAME", description: "context of the kubeconfig" },
  noCluster: { flag: "--no-cluster", env: "FYR_NO_CLUSTER", description: "use Prometheus alone" },
  guardNamespace: {
    flag: "--guard-namespace",
    env: "FYR_GUARD_NAMESPACE",
    value: "NAME",
    description: "namespace of the Lease by which one replica looks after guards (default: Fyr's own)",
  },
  guardLeaseSeconds: {
    flag: "--guard-lease-seconds",
    env: "FYR_GUARD_LEASE_SECONDS",
    value: "NUMBER",
    default: "15",
    description: "seconds after which another replica takes over the guards of one that died, 3 to 60",
  },
  jaeger: {
    flag: "--jaeger",
    env: "FYR_JAEGER",
    value: "URL",
    description: "Jaeger's query service, such as http://jaeger-query:16686: traces are looked for there",
  },
  tempo: {
    flag: "--tempo",
    env: "FYR_TEMPO",
    value: "URL",
    description: "Tempo, such as http://tempo:3200, instead of Jaeger",
  },
  tracingLink: {
    flag: "--tracing-link",
    env: "FYR_TRACING_LINK",
    value: "URL",
    description: "the pages of Jaeger, or of Grafana before Tempo, as browsers reach them: Fyr links there",
  },
  grafana: {
    flag: "--grafana",
    env: "FYR_GRAFANA",
    value: "URL",
    description: "Grafana with Istio's dashboards, as browsers reach it: Fyr links there",
  },
  port: {
    flag: "--port",
    env: "FYR_PORT",
    value: "NUMBER",
    default: "4480",
    description: "port to listen on; 0 picks one; without this setting a taken port is stepped over",
  },
  host: {
    flag: "--host",
    env: "FYR_HOST",
    value: "ADDRESS",
    default: "127.0.0.1",
    description: "address to listen on",
  },
  authentication: {
    flag: "--authentication",
    env: "FYR_AUTHENTICATION",
    value: "KIND",
    description: "none or token: whether people sign in with a Kubernetes token (default: token beyond this machine)",
  },
  sessionKeyFile: {
    flag: "--session-key-file",
    env: "FYR_SESSION_KEY_FILE",
    value: "FILE",
    description: "a file with the secret that seals sessions, the same for every replica (default: made at start)",
  },
  sessionKey: {
    flag: "--session-key",
    env: "FYR_SESSION_KEY",
    value: "SECRET",
    instead: "--session-key-file",
    description: "the secret itself",
  },
  readOnly: { flag: "--read-only", env: "FYR_READ_ONLY", description: "nobody changes anything with this Fyr" },
  allowUnauthenticated: {
    flag: "--allow-unauthenticated",
    env: "FYR_ALLOW_UNAUTHENTICATED",
    description: "listen beyond this machine without sign-in: everybody who reaches Fyr acts as Fyr's own user",
  },
  allowedHosts: {
    flag: "--allowed-host",
    env: "FYR_ALLOWED_HOSTS",
    value: "NAME",
    repeatable: true,
    description: "a name browsers reach Fyr by, such as that of a reverse proxy",
  },
  refreshSeconds: {
    flag: "--refresh-seconds",
    env: "FYR_REFRESH_SECONDS",
    value: "NUMBER",
    default: "5",
    description: "seconds between two looks at the mesh, 1 to 300",
  },
  windowSeconds: {
    flag: "--window-seconds",
    env: "FYR_WINDOW_SECONDS",
    value: "NUMBER",
    default: "60",
    description: "seconds the numbers on the map cover, 1 to 604800; widened to 4 scrape intervals",
  },
  health: {
    flag: "--health",
    env: "FYR_HEALTH",
    value: "PRESET",
    default: "fyr",
    description: "what is called degraded and failing: fyr or kiali",
  },
  healthConfig: {
    flag: "--health-config",
    env: "FYR_HEALTH_CONFIG",
    value: "FILE",
    description: "YAML or JSON with tolerances of your own (docs/health.md)",
  },
  web: { flag: "--web", env: "FYR_WEB", value: "DIR", description: "the built web files (default: apps/web/dist)" },
  logLevel: {
    flag: "--log-level",
    env: "FYR_LOG_LEVEL",
    value: "LEVEL",
    default: "warn",
    description: "trace, debug, info, warn, error or silent",
  },
  help: { flag: "--help", env: "", description: "print this" },
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof settings;

/** The table above for a terminal. */
export function helpText(): string {
  const rows = Object.values<Setting>(settings).map((setting) => ({
    flag: usageOf(setting),
    about: [
      setting.description,
      setting.default === undefined ? "" : ` (default ${setting.default})`,
      setting.repeatable ? " (repeatable)" : "",
    ].join(""),
    env: setting.instead === undefined ? setting.env : "",
  }));
  const width = Math.max(...rows.map((row) => row.flag.length));
  const lines = rows.map((row) => {
    const env = row.env === "" ? "" : `\n  ${"".padEnd(width)}  ${row.env}`;
    return `  ${row.flag.padEnd(width)}  ${row.about}${env}`;
  });
  return `Usage: fyr [--prometheus URL] [--kubeconfig FILE | --no-cluster] [more]\n\n${lines.join("\n")}\n`;
}

function usageOf({ flag, env, value, instead }: Setting): string {
  if (instead !== undefined) return `${env}=${value}`;
  return value === undefined ? flag : `${flag} ${value}`;
}
