import { isDeepStrictEqual } from "node:util";
import type { SeedObject } from "../mesh/seed-object.ts";
import type { Edit, Fields, Happening } from "../scenarios/happening.ts";
import type { Playing, Stage } from "../scenarios/stage.ts";
import type { ClusterObject, ResourceName } from "../traffic/cluster-view.ts";
import type { KubeEvent } from "./kube-event.ts";
import { restartEvents, restarted } from "./restarted.ts";

/** Who lays hands on the cluster's objects. */
export interface ClusterHands {
  get(resource: ResourceName, namespace: string, name: string): ClusterObject | undefined;
  /** Stores an object that exists; `manager` is the tool that does. */
  put(resource: ResourceName, object: ClusterObject, manager: string): void;
  tell(event: KubeEvent): void;
  /** Lets everything that is meanwhile done be done at a moment (Unix seconds), and controllers answer to it. */
  at(moment: number, act: () => void): void;
}

export interface ChronicleOptions {
  /** What plays now, and who is told that somebody mended it. */
  readonly stage: Pick<Stage, "current" | "mend">;
  readonly hands: ClusterHands;
  /** The first day's objects. */
  readonly seeds: readonly SeedObject[];
  /** What played in a former run on the same objects, and until when (Unix seconds). */
  readonly before?: Playing & { readonly until: number };
}

/**
 * Does to the cluster what the scenario that plays does to it, each at its moment: to be called as time passes, also
 * through the past, so that objects, traffic and metrics tell the same. When another scenario plays, its edits go back.
 */
export function createChronicle({ stage, hands, seeds, before }: ChronicleOptions): (moment: number) => void {
  let current = before;
  let done = new Set(before ? dueBy(before, before.until) : []);
  const change = (next: Playing, moment: number) => {
    const goesOn = current && current.scenario.name === next.scenario.name && current.onset === next.onset;
    if (!goesOn) {
      const edits = [...done].filter((one) => one.kind === "edit").reverse();
      const takeAllBack = () => {
        for (const edit of edits) takeBack(edit, seeds, hands);
      };
      if (edits.length > 0) hands.at(moment, takeAllBack);
    }
    const until = goesOn ? (current?.until ?? Number.NEGATIVE_INFINITY) : Number.NEGATIVE_INFINITY;
    done = new Set(dueBy(next, until));
    current = { ...next, until };
  };
  return (moment) => {
    const next = stage.current();
    if (current?.scenario !== next.scenario || current.onset !== next.onset) change(next, moment);
    for (const happening of dueBy(next, moment)) {
      if (done.has(happening)) continue;
      done.add(happening);
      const at = next.onset + happening.afterOnset;
      hands.at(at, () => carryOut(happening, at, hands));
    }
    const { happenings = [], isMended } = next.scenario;
    const isDone = happenings.every((happening) => done.has(happening));
    if (isDone && next.mendedAt === undefined && isMended?.(hands.get)) stage.mend(moment);
  };
}

function dueBy({ scenario, onset }: Playing, moment: number): readonly Happening[] {
  return (scenario.happenings ?? []).filter(({ afterOnset }) => onset + afterOnset <= moment);
}

function carryOut(happening: Happening, at: number, hands: ClusterHands): void {
  switch (happening.kind) {
    case "edit":
      edit(happening, hands);
      return;
    case "restart": {
      const { namespace, name } = happening;
      const pod = hands.get(PODS, namespace, name);
      if (!pod) return;
      hands.put(PODS, restarted(pod, happening, at), "kubelet");
      for (const event of restartEvents(pod, happening)) hands.tell(event);
    }
  }
}

const PODS = { group: "", plural: "pods" };

function edit({ resource, namespace, name, manager, change }: Edit, hands: ClusterHands): void {
  const object = hands.get(resource, namespace, name);
  if (object) hands.put(resource, { ...object, spec: change(specOf(object)) }, manager);
}

/** Puts the first day's spec back, unless somebody has changed what the edit made of it. */
function takeBack(
  { resource, namespace, name, manager, change }: Edit,
  seeds: readonly SeedObject[],
  hands: ClusterHands,
) {
  const object = hands.get(resource, namespace, name);
  const seed = seeds.find((one) => isSame(one, resource, namespace, name));
  if (!object || !seed) return;
  const usual = specOf(seed.object);
  if (isDeepStrictEqual(plain(object["spec"]), plain(change(usual))))
    hands.put(resource, { ...object, spec: usual }, manager);
}

function isSame(
  { resource: of, object }: SeedObject,
  resource: ResourceName,
  namespace: string,
  name: string,
): boolean {
  const { metadata } = object;
  return (
    of.plural === resource.plural &&
    of.group === resource.group &&
    metadata.namespace === namespace &&
    metadata.name === name
  );
}

const specOf = (object: { readonly [field: string]: unknown }) => (object["spec"] ?? {}) as Fields;

/** As it is stored: without what is undefined. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));
