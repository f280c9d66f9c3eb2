import { parseArgs } from "node:util";
import { isIstioVersion, NEWEST_ISTIO } from "./istio-version.ts";
import { isScenarioName, SCENARIO_NAMES, type ScenarioName } from "./scenarios/scenario.ts";

export interface Config {
  /** Folder for objects, state and the kubeconfig. */
  readonly data: string;
  readonly scenario: ScenarioName;
  readonly seed: number;
  /** Absent: the demo's own mesh. */
  readonly generated?: { readonly workloads: number; readonly namespaces: number };
  /** Unix seconds. */
  readonly onset?: number;
  /** Address to listen on. */
  readonly host: string;
  /** Name under which Prometheus and clients of the Kubernetes API find this machine. */
  readonly advertise: string;
  /** 0 picks one. */
  readonly port: number;
  readonly kubePort: number;
  /** Whose rules and API versions the cluster goes by. */
  readonly istioVersion: string;
  readonly prometheusUrl?: string;
}

interface Environment {
  readonly ISTIO_VERSION?: string | undefined;
}

export type ConfigResult =
  | { readonly ok: true; readonly config: Config }
  | { readonly ok: false; readonly faults: readonly string[] };

/** Every setting, for `--help`. */
export const USAGE = `The demo mesh: a make-believe cluster with metrics and a Kubernetes API.
  --data DIR            where objects, state and kubeconfig are kept (.demo)
  --scenario NAME       ${SCENARIO_NAMES.slice(0, 7).join(", ")},
                        ${SCENARIO_NAMES.slice(7).join(", ")}
  --seed N              chance, repeatable (1)
  --workloads N         a generated mesh of so many workloads …
  --namespaces N        … in so many namespaces
  --onset MOMENT        when the scenario began (12 minutes ago)
  --istio-version V     whose rules apply, 1.7 or newer (ISTIO_VERSION, or ${NEWEST_ISTIO})
  --host ADDRESS        to listen on (127.0.0.1)
  --advertise NAME      under which Prometheus and kubectl find it (the address)
  --port N              metrics and levers (any free one)
  --kube-port N         Kubernetes API (any free one)
  --prometheus-url URL  takes the history (none is written without)`;

const OPTIONS = {
  data: { type: "string", default: ".demo" },
  scenario: { type: "string", default: "failing-canary" },
  seed: { type: "string", default: "1" },
  workloads: { type: "string" },
  namespaces: { type: "string" },
  onset: { type: "string" },
  "istio-version": { type: "string" },
  host: { type: "string", default: "127.0.0.1" },
  advertise: { type: "string" },
  port: { type: "string", default: "0" },
  "kube-port": { type: "string", default: "0" },
  "prometheus-url": { type: "string" },
} as const;

/** Settings from the command line and the environment, or every fault in them. */
export function readConfig(args: readonly string[], environment: Environment = {}): ConfigResult {
  const faults: string[] = [];
  const values = parsed(args, faults);
  if (!values) return { ok: false, faults };
  const whole = (name: string, text: string | undefined, least: number, most: number) => {
    const number = Number(text);
    if (text !== undefined && Number.isInteger(number) && number >= least && number <= most) return number;
    faults.push(`--${name} takes a whole number from ${least} to ${most}, not “${text}”.`);
    return least;
  };
  const { scenario, onset } = values;
  if (!isScenarioName(scenario)) faults.push(`--scenario is one of ${SCENARIO_NAMES.join(", ")}, not “${scenario}”.`);
  const onsetMs = onset === undefined ? undefined : Date.parse(onset);
  if (Number.isNaN(onsetMs)) faults.push(`--onset takes a moment like 2026-11-20T03:02:00Z, not “${onset}”.`);
  const istioVersion = values["istio-version"] ?? (environment.ISTIO_VERSION || NEWEST_ISTIO);
  if (!isIstioVersion(istioVersion)) faults.push(`--istio-version takes one from 1.7 on, not “${istioVersion}”.`);
  const isGenerated = values.workloads !== undefined || values.namespaces !== undefined || scenario === "scale";
  const config = {
    data: values.data,
    scenario: isScenarioName(scenario) ? scenario : "calm",
    seed: whole("seed", values.seed, 0, 2 ** 31 - 1),
    ...(isGenerated && {
      generated: {
        workloads: whole("workloads", values.workloads ?? "200", 8, 10_000),
        namespaces: whole("namespaces", values.namespaces ?? "12", 1, 500),
      },
    }),
    ...(onsetMs !== undefined && { onset: onsetMs / 1000 }),
    istioVersion,
    host: values.host,
    advertise: values.advertise ?? values.host,
    port: whole("port", values.port, 0, 65_535),
    kubePort: whole("kube-port", values["kube-port"], 0, 65_535),
    ...(values["prometheus-url"] && { prometheusUrl: values["prometheus-url"].replace(/\/+$/, "") }),
  };
  return faults.length > 0 ? { ok: false, faults } : { ok: true, config };
}

function parsed(args: readonly string[], faults: string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, strict: true }).values;
  } catch (cause) {
    faults.push(cause instanceof Error ? cause.message : String(cause));
    return undefined;
  }
}
