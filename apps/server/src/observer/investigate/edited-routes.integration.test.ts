import type { Marker } from "@fyr/contract";
import { createClusterTimeline } from "@fyr/kubernetes";
import type { KubernetesObject } from "@fyr/routing";
import { closeLookWanted, investigate, suspect, suspectsOf } from "@fyr/topology";
import { expect, it, vi } from "vitest";
import { closeLookOf, historyOf } from "../../../../../test/fixtures/incidents/history-of.ts";
import { isOrigin } from "../../../../../test/fixtures/incidents/is-origin.ts";
import { madeUpSequence } from "../../../../../test/fixtures/incidents/make-sequence.ts";
import { noObjects } from "../../testing/mesh-objects.ts";

const end = 1_790_000_100;
const sinceMinutes = 6.3;
const onset = end - sinceMinutes * 60;
/** Three hours of a mesh are made up and looked at. */
vi.setConfig({ testTimeout: 240_000 });

const instant = (seconds: number) => new Date(seconds * 1000).toISOString();

function firstFound(sentTo: string, seed: number) {
  const made = madeUpSequence([{ from: sinceMinutes, sentTo }], seed, 20);
  const suspicion = suspect(historyOf(made, end));
  const wanted = closeLookWanted(suspicion, 60);
  const [first] = investigate(suspicion, wanted && closeLookOf(made, end, wanted)).found;
  const [truth] = made.truths;
  if (first === undefined || truth === undefined) throw new Error("Nothing was found.");
  expect(isOrigin(truth, first.finding), JSON.stringify(first.finding.origin)).toBe(true);
  return { ...first, truth };
}

function route(namespace: string, name: string, hosts: readonly string[], editedAt: number): KubernetesObject {
  const managedFields = [{ manager: "kubectl-edit", time: instant(editedAt), fieldsV1: { "f:spec": {} } }];
  return {
    apiVersion: "networking.istio.io/v1",
    kind: "VirtualService",
    metadata: { namespace, name, creationTimestamp: instant(onset - 86_400), managedFields },
    spec: { hosts: [name], http: [{ route: hosts.map((host) => ({ destination: { host } })) }] },
  };
}

const rolloutElsewhere: Marker = {
  id: "rollout",
  at: instant(onset - 5),
  kind: "rollout",
  object: { kind: "Deployment", namespace: "elsewhere", name: "other" },
  workloads: [{ namespace: "elsewhere", name: "other" }],
  services: [],
  knownFrom: "cluster",
};

it.each([910, 911])(
  "an edit that sends requests to a host that is not there is the first suspect of what fails there (seed %i)",
  (seed) => {
    const { finding, around } = firstFound("astray", seed);
    const namespace = around.steers.find(({ name }) => name === "astray")?.namespace ?? "";
    const virtualServices = [
      route(namespace, "routed", ["routed", "astray"], onset - 60),
      route(namespace, "another", ["another"], onset - 5),
    ];
    const edits = createClusterTimeline({ ...noObjects, virtualServices }).markers([], end * 1000);
    const markers = [...edits.map(({ marker }) => marker), rolloutElsewhere];
    expect(suspectsOf(finding, markers, around)[0]).toMatchObject({
      marker: { object: { kind: "VirtualService", name: "routed" } },
      relation: "steers",
      strength: "strong",
    });
  },
);
