import type { PrometheusConnection } from "@fyr/prometheus";
import { type HealthPreset, healthPresets } from "@fyr/topology";
import { checkPrometheus } from "./prometheus-config.ts";
import { type GivenSettings, readSettings } from "./read-settings.ts";
import { type Sayer, sayer } from "./said-settings.ts";
import { helpText, type SettingName, settings } from "./settings.ts";
import { checkSignIn, type SignIn } from "./sign-in-config.ts";
import { checkTracing, type TracingSettings } from "./tracing-config.ts";

const logLevels = ["trace", "debug", "info", "warn", "error", "silent"] as const;
type LogLevel = (typeof logLevels)[number];

/** What Fyr was started with, checked. */
export interface Config {
  readonly prometheus: PrometheusConnection;
  readonly cluster:
    | { readonly connect: false }
    | { readonly connect: true; readonly kubeconfig?: string; readonly context?: string; readonly inCluster: boolean };
  /** Where else there is something to read, or to link to. */
  readonly tracing?: TracingSettings;
  readonly grafana?: string;
  /** `explicit`: a taken port is an error, not stepped over. */
  readonly port: { readonly number: number; readonly explicit: boolean };
  readonly host: string;
  readonly signIn: SignIn;
  /** Nobody changes anything. */
  readonly readOnly: boolean;
  /** Names browsers may reach Fyr by, besides this machine's own. `*` is any. */
  readonly allowedHosts: readonly string[];
  readonly refreshSeconds: number;
  readonly windowSeconds: number;
  /** The Lease by which one replica looks after guards. Without a namespace it is in Fyr's own. */
  readonly guards: { readonly namespace?: string; readonly leaseSeconds: number };
  /** `file`: tolerances that come before the preset. */
  readonly health: { readonly preset: HealthPreset; readonly file?: string };
  /** Absent: where the build puts it. */
  readonly web?: string;
  readonly logLevel: LogLevel;
}

export type ConfigResult =
  | { readonly kind: "config"; readonly config: Config }
  | { readonly kind: "help"; readonly text: string }
  /** One sentence each, all of them at once. */
  | { readonly kind: "faults"; readonly faults: readonly string[] };

/** `readText`: of a file; it throws where there is none. */
export function readConfig(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  readText: (file: string) => string,
): ConfigResult {
  const { given, faults } = readSettings(args, env);
  if (given.has("help")) return { kind: "help", text: helpText() };
  const config = checkSettings(given, env["KUBERNETES_SERVICE_HOST"] !== undefined, readText, faults);
  return faults.length > 0 ? { kind: "faults", faults } : { kind: "config", config };
}

function checkSettings(
  given: GivenSettings,
  runsInCluster: boolean,
  readText: (file: string) => string,
  faults: string[],
): Config {
  const said = sayer(given);
  const host = said.text("host") ?? "";
  const web = said.text("web");
  const cluster = checkCluster(said, given, runsInCluster, faults);
  return {
    prometheus: checkPrometheus(said, readText, faults),
    cluster,
    ...checkTracing(said, faults),
    port: { number: checkNumber("port", said, [0, 65_535], true, faults), explicit: given.has("port") },
    host,
    signIn: checkSignIn(said, host, cluster.connect, readText, faults),
    readOnly: given.has("readOnly"),
    allowedHosts: said.list("allowedHosts").map((name) => name.toLowerCase()),
    refreshSeconds: checkNumber("refreshSeconds", said, [1, 300], false, faults),
    windowSeconds: checkNumber("windowSeconds", said, [1, 604_800], true, faults),
    guards: checkGuards(said, faults),
    health: checkHealth(said, faults),
    ...(web === undefined ? {} : { web }),
    logLevel: checkLogLevel(said.text("logLevel") ?? "", faults),
  };
}

function checkCluster(said: Sayer, given: GivenSettings, runsInCluster: boolean, faults: string[]): Config["cluster"] {
  const kubeconfig = said.text("kubeconfig");
  const context = said.text("context");
  if (given.has("noCluster")) {
    const also = (["kubeconfig", "context"] as const).filter((name) => given.get(name)?.from.startsWith("--"));
    for (const name of also) faults.push(`--no-cluster and ${settings[name].flag} contradict each other.`);
    return { connect: false };
  }
  return {
    connect: true,
    ...(kubeconfig === undefined ? {} : { kubeconfig }),
    ...(context === undefined ? {} : { context }),
    inCluster: runsInCluster && kubeconfig === undefined && context === undefined,
  };
}

function checkNumber(
  name: SettingName,
  said: Sayer,
  [least, most]: readonly [number, number],
  whole: boolean,
  faults: string[],
): number {
  const text = said.text(name) ?? "";
  const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  const fits = value >= least && value <= most && (!whole || Number.isInteger(value));
  if (!fits) {
    faults.push(`${said.from(name)} wants a ${whole ? "whole " : ""}number from ${least} to ${most}, not "${text}".`);
  }
  return fits ? value : least;
}

function checkGuards(said: Sayer, faults: string[]): Config["guards"] {
  const namespace = said.text("guardNamespace");
  const leaseSeconds = checkNumber("guardLeaseSeconds", said, [3, 60], true, faults);
  return { ...(namespace === undefined ? {} : { namespace }), leaseSeconds };
}

function checkHealth(said: Sayer, faults: string[]): Config["health"] {
  const text = said.text("health") ?? "";
  const preset = healthPresets.find((one) => one === text);
  if (preset === undefined) faults.push(`${said.from("health")} is one of ${healthPresets.join(", ")}, not "${text}".`);
  const file = said.text("healthConfig");
  return { preset: preset ?? "fyr", ...(file === undefined ? {} : { file }) };
}

function checkLogLevel(text: string, faults: string[]): LogLevel {
  const level = logLevels.find((one) => one === text);
  if (level === undefined) faults.push(`--log-level is one of ${logLevels.join(", ")}, not "${text}".`);
  return level ?? "warn";
}
