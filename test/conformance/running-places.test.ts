import type { Finding } from "@fyr/contract";
import { closeLookWanted, type Inventory, investigate, suspect } from "@fyr/topology";
import { expect, it } from "vitest";
import { createChance } from "../fixtures/incidents/chance.ts";
import { closeLookOf, historyOf } from "../fixtures/incidents/history-of.ts";
import { type Effect, nothingWrong } from "../fixtures/incidents/incident.ts";
import { type MadeUpMesh, makeMesh, type Workload } from "../fixtures/incidents/made-up-mesh.ts";
import { createNoise } from "../fixtures/incidents/noise.ts";
import { play, usualRates } from "../fixtures/incidents/play.ts";

const end = 1_790_000_100;
const [steps, stepSeconds, onset] = [240, 30, 200];
const zoneOf = (host: string) => `eu-1${"abc"[Number(host.replace("node-", "")) % 3]}`;

/** What is found where some pods do something else from an onset on. */
function foundWhere(seed: number, mesh: MadeUpMesh, isBad: (pod: Pod, of: Workload) => boolean, effect: Effect) {
  const chance = createChance(seed);
  const pods = mesh.workloads.flatMap((workload) =>
    workload.pods.filter((pod) => isBad(pod, workload)).map(({ name }) => [name, effect] as const),
  );
  const bad = { ...nothingWrong, pods: new Map(pods) };
  const counters = play({
    mesh,
    effectsAt: (step) => (step < onset ? nothingWrong : bad),
    steps,
    stepSeconds,
    noise: createNoise(chance, mesh, steps, stepSeconds),
    chance,
    scrapes: { hostCpu: false, hostLabel: true },
  });
  const inventory = inventoryOf(mesh);
  const suspicion = suspect(historyOf({ counters, stepSeconds }, end), inventory);
  const wanted = closeLookWanted(suspicion, 60);
  const look = wanted && closeLookOf({ counters, stepSeconds }, end, wanted);
  return investigate(suspicion, look, inventory).found.map(({ finding }): Finding => finding);
}

type Pod = Workload["pods"][number];

/** As much of a cluster as tells where its nodes stand. */
function inventoryOf({ hosts }: MadeUpMesh): Inventory {
  return {
    workloads: [],
    services: [],
    serviceEntries: [],
    routes: [],
    circuitBreakerHosts: [],
    namespaces: [],
    zones: new Map(hosts.map((host) => [host, zoneOf(host)])),
  };
}

const effects: Readonly<Record<string, Effect>> = {
  slow: { fails: 0, slowdown: 5 },
  failing: { fails: 0.3, slowdown: 1 },
};

it.each([
  [1, "slow"],
  [2, "slow"],
  [1, "failing"],
  [2, "failing"],
] as const)("names the zone where everything that runs in it does badly (seed %i, %s)", (seed, kind) => {
  const mesh = makeMesh(createChance(seed), 120);
  const [first] = foundWhere(seed, mesh, ({ host }) => zoneOf(host) === "eu-1b", effects[kind] as Effect);
  expect(first, JSON.stringify(first)).toMatchObject({ kind, origin: { type: "zone", name: "eu-1b" } });
});

it.each(["slow", "failing"] as const)("names the node where everything that runs on one does badly (%s)", (kind) => {
  const mesh = makeMesh(createChance(3), 120);
  const [first] = foundWhere(3, mesh, ({ host }) => host === "node-4", effects[kind] as Effect);
  expect(first, JSON.stringify(first)).toMatchObject({ kind, origin: { type: "host", name: "node-4" } });
});

it.each(["slow", "failing"] as const)("of one workload says in which zone alone it does badly (%s)", (kind) => {
  const mesh = makeMesh(createChance(4), 60);
  const rates = usualRates(mesh);
  const busiest = mesh.workloads
    .filter(({ name }) => name !== "ingress")
    .toSorted((a, b) => (rates.get(b.name) ?? 0) - (rates.get(a.name) ?? 0))[0];
  expect(busiest).toBeDefined();
  const pods = ["node-1", "node-4", "node-2", "node-3"].map((host, at) => ({
    name: `${busiest?.name}-7d9c5b6f4-pod${at}x`,
    host,
  }));
  const moved = (one: Workload) => (one === busiest ? { ...one, pods } : one);
  const services = [...mesh.services].map(([name, service]) => {
    const versions = service.versions.map((one) => ({ ...one, workload: moved(one.workload) }));
    return [name, { ...service, versions }] as const;
  });
  const spread = { ...mesh, workloads: mesh.workloads.map(moved), services: new Map(services) };
  const isBad = ({ host }: Pod, { name }: Workload) => name === busiest?.name && zoneOf(host) === "eu-1b";
  const [first] = foundWhere(4, spread, isBad, effects[kind] as Effect);
  expect(first, JSON.stringify(first)).toMatchObject({ kind, within: { zone: "eu-1b" } });
  expect(first?.within?.pod).toBeUndefined();
});
