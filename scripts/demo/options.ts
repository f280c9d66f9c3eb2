import { join, resolve } from "node:path";
import { parseArgs } from "node:util";

export interface DemoOptions {
  readonly scenario: string;
  readonly seed: string | undefined;
  readonly workloads: string | undefined;
  readonly namespaces: string | undefined;
  readonly onset: string | undefined;
  readonly istioVersion: string | undefined;
  /** Fyr's port, or the first free one above it. */
  readonly port: number;
  /** Where data, logs and the kubeconfig are kept between runs: one folder for each mesh. */
  readonly folder: string;
  readonly opensBrowser: boolean;
  /** Fyr has an account of its own, and people sign in. */
  readonly signsIn: boolean;
  /** Prometheus evaluates the recording rules, and Fyr reads what they record. */
  readonly isRecorded: boolean;
  /** Forgets what earlier runs left. */
  readonly isReset: boolean;
}

const SCENARIOS = [
  "calm",
  "quiet",
  "failing-canary",
  "slow-database",
  "noisy-neighbour",
  "cascade",
  "retry-storm",
  "bad-pod",
  "bad-route-edit",
  "external-down",
  "plaintext-caller",
  "ambient",
  "ambient-refused",
  "scale",
];

/** Three more ports are taken above Fyr's. */
const HIGHEST_PORT = 65_505;

const USAGE = `npm run demo -- [options]
  --scenario NAME    ${SCENARIOS.slice(0, 7).join(", ")},
                     ${SCENARIOS.slice(7).join(", ")}
  --seed N           another run of chance, repeatable
  --workloads N      a generated mesh of so many workloads …
  --namespaces N     … in so many namespaces
  --onset MOMENT     when the scenario began, like 2026-11-20T03:02:00Z (12 minutes ago)
  --istio-version V  whose rules and API versions apply, 1.7 or newer (ISTIO_VERSION, or the newest known)
  --recorded         with recording rules: Fyr reads what they record, up to 5 s older than its picture
  --sign-in          people sign in, with the tokens that are printed; without it everybody is admin
  --port N           Fyr's port (4480, or the next free one)
  --data DIR         where data and logs are kept (.demo)
  --reset            forget what earlier runs left
  --no-open          open no browser

  Sign in as viewer, payments-team or admin with the token in DIR/tokens/ROLE; DIR/tokens/fyr is Fyr's own account.`;

/** Throws a sentence for people when something is off, or the usage when that was asked for. */
export function readOptions(args: readonly string[], root: string): DemoOptions {
  const values = parse(args);
  const { scenario, seed, workloads, namespaces, onset } = values;
  if (values.help) throw new Error(USAGE);
  if (!SCENARIOS.includes(scenario)) throw new Error(`There is no scenario "${scenario}": ${SCENARIOS.join(", ")}.`);
  for (const name of ["seed", "workloads", "namespaces", "port"] as const) {
    const most = name === "port" ? HIGHEST_PORT : 99_999;
    const given = values[name];
    if (given !== undefined && !(/^[1-9]\d{0,4}$/.test(given) && Number(given) <= most)) {
      throw new Error(`--${name} takes a whole number from 1 to ${most}, not "${given}".`);
    }
  }
  if (onset !== undefined && Number.isNaN(Date.parse(onset))) {
    throw new Error(`--onset takes a moment like 2026-11-20T03:02:00Z, not "${onset}".`);
  }
  const istioVersion = values["istio-version"];
  if (istioVersion !== undefined && !/^1\.\d{1,2}(\.\d{1,2})?$/.test(istioVersion)) {
    throw new Error(`--istio-version takes one like 1.14.6, not "${istioVersion}".`);
  }
  const name = [scenario, seed, workloads, namespaces].filter(Boolean).join("-");
  const folder = resolve(values.data ?? join(root, ".demo", name));
  const { reset: isReset, "no-open": isQuiet, recorded: isRecorded, "sign-in": signsIn } = values;
  return {
    scenario,
    seed,
    workloads,
    namespaces,
    onset,
    istioVersion,
    port: Number(values.port),
    folder,
    opensBrowser: !isQuiet,
    signsIn,
    isRecorded,
    isReset,
  };
}

const OPTIONS = {
  scenario: { type: "string", default: "failing-canary" },
  seed: { type: "string" },
  workloads: { type: "string" },
  namespaces: { type: "string" },
  onset: { type: "string" },
  "istio-version": { type: "string" },
  port: { type: "string", default: "4480" },
  data: { type: "string" },
  "no-open": { type: "boolean", default: false },
  "sign-in": { type: "boolean", default: false },
  recorded: { type: "boolean", default: false },
  reset: { type: "boolean", default: false },
  help: { type: "boolean", default: false },
} as const;

function parse(args: readonly string[]) {
  refuseUnknown(args);
  return parseArgs({ args: [...args], options: OPTIONS }).values;
}

/** Node's own sentences are for developers. */
function refuseUnknown(args: readonly string[]): void {
  const { tokens } = parseArgs({ args: [...args], options: OPTIONS, strict: false, tokens: true });
  for (const token of tokens) {
    if (token.kind === "positional") throw new Error(`"${token.value}" belongs to no option of the demo. ${SEE_HELP}`);
    if (token.kind !== "option") continue;
    const option = Object.entries(OPTIONS).find(([name]) => name === token.name)?.[1];
    if (option === undefined) throw new Error(`${token.rawName} is not an option of the demo. ${SEE_HELP}`);
    if (option.type === "boolean" && token.value !== undefined) throw new Error(`${token.rawName} takes no value.`);
    const isGiven = token.value !== undefined && (token.inlineValue || !token.value.startsWith("-"));
    if (option.type === "string" && !isGiven) throw new Error(`${token.rawName} needs a value.`);
  }
}

const SEE_HELP = "npm run demo -- --help lists them.";
