import type { ObjectEdit } from "@fyr/contract";
import { spreadPercent } from "../balance-weights.ts";
import { isObject, type JsonObject, listIn, objectIn, textIn } from "../json.ts";
import type { KubernetesObject } from "../kubernetes-object.ts";
import { isSame } from "./json-path.ts";

/** A version that runs behind a service. */
export interface RunningVersion {
  readonly version: string;
  /** What of the service's traffic it gets now, in any unit: requests a second, or ready pods. */
  readonly share: number;
}

/** A service with several versions and no route. */
export interface UnsplitService {
  readonly namespace: string;
  readonly name: string;
  readonly selector: Readonly<Record<string, string>>;
  readonly ports: readonly ServicePort[];
  readonly versions: readonly RunningVersion[];
  /** The label that tells versions apart. */
  readonly versionLabel: string;
  /** The DestinationRule that speaks for its host already. */
  readonly destinationRule?: KubernetesObject | undefined;
}

export interface ServicePort {
  readonly name?: string | undefined;
  readonly port: number;
  readonly targetPort?: number | string | undefined;
  readonly appProtocol?: string | undefined;
}

/** Subsets first, so that the route never names one that is not there. Traffic stays where it is now. */
export function istioSplit(service: UnsplitService): ObjectEdit[] {
  const { namespace, name, versions } = service;
  const subsets = subsetsFor(service);
  const weights = spreadPercent(versions.map(({ share }) => share));
  const route = versions.map((_, index) => ({
    destination: { host: name, subset: subsets.names[index] },
    weight: weights[index] ?? 0,
  }));
  return [
    ...subsets.edits,
    {
      op: "create",
      object: { kind: "VirtualService", namespace, name },
      spec: { hosts: [name], http: [{ name: "split", route }] },
    },
  ];
}

/** The Gateway API knows no subsets: each version gets a Service of its own. */
export function gatewaySplit(service: UnsplitService): ObjectEdit[] {
  const { namespace, name, selector, ports, versions, versionLabel } = service;
  const [port] = ports;
  const weights = spreadPercent(versions.map(({ share }) => share));
  const services = versions.map(
    ({ version }): ObjectEdit => ({
      op: "create",
      object: { kind: "Service", namespace, name: `${name}-${nameFor(version)}` },
      spec: { selector: { ...selector, [versionLabel]: version }, ports: ports.map((each) => ({ ...each })) },
    }),
  );
  const backendRefs = services.map(({ object }, index) => ({
    name: object.name,
    port: port?.port,
    weight: weights[index] ?? 0,
  }));
  const parentRefs = [{ group: "", kind: "Service", name, port: port?.port }];
  return [
    ...services,
    { op: "create", object: { kind: "HTTPRoute", namespace, name }, spec: { parentRefs, rules: [{ backendRefs }] } },
  ];
}

/** Subsets that select these versions already keep their names; what is missing is added. */
function subsetsFor({ namespace, name, versions, versionLabel, destinationRule }: UnsplitService): {
  readonly names: readonly string[];
  readonly edits: readonly ObjectEdit[];
} {
  const present = listIn(destinationRule?.spec, "subsets").filter(isObject);
  const taken = new Set(present.map((subset) => textIn(subset, "name")));
  const wanted = versions.map(({ version }) => {
    const labels = { [versionLabel]: version };
    const found = present.find((subset) => isSame(objectIn(subset, "labels"), labels));
    return { name: (found && textIn(found, "name")) ?? freeName(nameFor(version), taken), labels, isNew: !found };
  });
  const names = wanted.map((each) => each.name);
  const added = wanted.filter(({ isNew }) => isNew).map(({ name: subset, labels }) => ({ name: subset, labels }));
  if (added.length === 0) return { names, edits: [] };
  if (destinationRule === undefined) {
    const object = { kind: "DestinationRule", namespace, name } as const;
    return { names, edits: [{ op: "create", object, spec: { host: name, subsets: added } }] };
  }
  const { metadata, spec } = destinationRule;
  const edit: ObjectEdit = {
    op: "update",
    object: { kind: "DestinationRule", namespace: metadata.namespace ?? namespace, name: metadata.name },
    resourceVersion: metadata.resourceVersion ?? "",
    spec: { ...(spec as JsonObject), subsets: [...present, ...added] },
  };
  return { names, edits: [edit] };
}

/** Subsets and Services are named by the rules of DNS labels; versions need not be. */
function nameFor(version: string): string {
  const name = version
    .toLowerCase()
    .replaceAll(/[^a-z0-9-]+/g, "-")
    .replaceAll(/^-+|-+$/g, "");
  return name === "" ? "version" : name.slice(0, 40);
}

function freeName(name: string, taken: ReadonlySet<string | undefined>): string {
  if (!taken.has(name)) return name;
  for (let number = 2; ; number += 1) if (!taken.has(`${name}-${number}`)) return `${name}-${number}`;
}
