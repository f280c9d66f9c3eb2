import { type MeshSpec, serviceHost, workloadKey } from "../mesh/mesh-spec.ts";
import { type MeshEffects, NO_EFFECTS, type WorkloadEffect } from "../traffic/effects.ts";

export const SCENARIO_NAMES = [
  "calm",
  "failing-canary",
  "noisy-neighbour",
  "cascade",
  "retry-storm",
  "plaintext-caller",
  "ambient",
  "scale",
] as const;
export type ScenarioName = (typeof SCENARIO_NAMES)[number];

export function isScenarioName(name: unknown): name is ScenarioName {
  return SCENARIO_NAMES.some((known) => known === name);
}

/** What really is the matter; for whoever judges what Fyr says, never for Fyr. */
interface Truth {
  readonly words: string;
  /** Workloads as `namespace/name`. */
  readonly failingEdge?: { readonly source: string; readonly target: string };
  readonly host?: string;
}

export interface Scenario {
  readonly name: ScenarioName;
  readonly truth: Truth;
  /** What it does when it is fully there. */
  readonly effects: MeshEffects;
}

export function createScenario(name: ScenarioName, mesh: MeshSpec): Scenario {
  return { name, ...SCENARIOS[name](mesh) };
}

const SCENARIOS: Record<ScenarioName, (mesh: MeshSpec) => Omit<Scenario, "name">> = {
  calm: () => ({ truth: { words: "Nothing is the matter." }, effects: NO_EFFECTS }),
  "failing-canary": () => ({
    truth: {
      words: "payment v2 refuses some connections and is slow.",
      failingEdge: { source: "checkout/checkout", target: "payments/payment-v2" },
    },
    effects: atWorkload("payments/payment-v2", {
      refused: 0.061,
      slow: [
        { share: 0.13, ms: 600, sigma: 0.3 },
        { share: 0.009, ms: 20_000, sigma: 0.3 },
      ],
    }),
  }),
  "noisy-neighbour": () => ({
    truth: { words: "Somebody else's machine takes a third of node-b's CPU time.", host: "node-b" },
    effects: { ...NO_EFFECTS, steal: new Map([["node-b", 0.35]]) },
  }),
  cascade: () => ({
    truth: {
      words: "The ledger's database is slow, and its callers run out of time one after the other.",
      failingEdge: { source: "payments/payment-v1", target: "payments/ledger" },
    },
    effects: atWorkload("payments/ledger", { slow: [{ share: 0.6, ms: 2600, sigma: 0.5 }], slowdown: 8 }),
  }),
  "retry-storm": () => ({
    truth: {
      words: "ratings fails half of its requests, and every failure is tried three times more.",
      failingEdge: { source: "shop/reviews", target: "shop/ratings" },
    },
    effects: atWorkload("shop/ratings", { unavailable: 0.5 }),
  }),
  "plaintext-caller": () => ({
    truth: { words: "Something without a sidecar calls billing in plaintext." },
    effects: {
      ...NO_EFFECTS,
      plaintextCallers: [{ host: serviceHost("payments", "billing"), perSecond: 11 }],
    },
  }),
  ambient: ({ workloads }) => ({
    truth: {
      words: workloads.some(({ ambient }) => ambient)
        ? "Nothing is the matter. payments has a waypoint; platform has ztunnel alone."
        : "Nothing is the matter: ambient takes a mesh that was started with it.",
    },
    effects: NO_EFFECTS,
  }),
  scale: failingLeaf,
};

function atWorkload(key: string, effect: WorkloadEffect): MeshEffects {
  return { ...NO_EFFECTS, workloads: new Map([[key, effect]]) };
}

/** In a mesh of any size: one workload with a single caller and calls of its own to nobody fails. */
function failingLeaf({ workloads }: MeshSpec): Omit<Scenario, "name"> {
  const callers = Map.groupBy(
    workloads.flatMap((source) => source.calls.map(({ host }) => ({ source, host }))),
    ({ host }) => host,
  );
  const leaf = workloads.find(
    (spec) => spec.role === "workload" && spec.calls.length === 0 && callers.get(spec.host)?.length === 1,
  );
  const [caller] = leaf ? (callers.get(leaf.host) ?? []) : [];
  if (!leaf || !caller) return { truth: { words: "Nothing is the matter." }, effects: NO_EFFECTS };
  const key = workloadKey(leaf);
  return {
    truth: {
      words: `${leaf.name} refuses some connections.`,
      failingEdge: { source: workloadKey(caller.source), target: key },
    },
    effects: atWorkload(key, { refused: 0.45 }),
  };
}
