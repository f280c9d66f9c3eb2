import { type MeshObjects, readService, routesIn } from "@fyr/kubernetes";
import { type EditFacts, isRouteKind, type KubernetesObject } from "@fyr/routing";
import { checkFacts, type ReadForChecks } from "../check-facts.ts";
import { readable } from "../readable.ts";
import type { EditsCaller } from "./dependencies.ts";
import type { ResolvedEdit } from "./resolved-edit.ts";

/** What the checks of an edit rest on: the cluster as it will be when all of it is done. */
export async function editFacts(
  caller: Pick<EditsCaller, "routes">,
  edits: readonly ResolvedEdit[],
  read: Pick<ReadForChecks, "objects" | "topology" | "measuredVersion">,
): Promise<EditFacts> {
  const objects = afterEdits(edits, read.objects);
  const routes = await readable(caller, routesIn(objects));
  return {
    edited: edits.map(({ before, after }) => ({ ...(before && { before }), ...(after && { after }) })),
    virtualServices: objects.virtualServices,
    owners: objects.owners,
    factsOf: (object, plan) => checkFacts({ ...read, objects, routes, object, plan }),
  };
}

function afterEdits(edits: readonly ResolvedEdit[], now: MeshObjects): MeshObjects {
  const made = (isKind: (kind: string) => boolean) =>
    edits.flatMap(({ ref, after }) => (after !== undefined && isKind(ref.kind) ? [after] : []));
  const untouched = (objects: readonly KubernetesObject[]) =>
    objects.filter(({ kind, metadata }) => !edits.some(({ ref }) => isNamed(ref, kind, metadata)));
  return {
    ...now,
    virtualServices: [...untouched(now.virtualServices), ...made((kind) => kind === "VirtualService")],
    destinationRules: [...untouched(now.destinationRules), ...made((kind) => kind === "DestinationRule")],
    gatewayRoutes: [...untouched(now.gatewayRoutes), ...made((kind) => isRouteKind(kind) && kind !== "VirtualService")],
    services: [
      ...now.services.filter((service) => !edits.some(({ ref }) => isNamed(ref, "Service", service))),
      ...made((kind) => kind === "Service").map(readService),
    ],
  };
}

function isNamed(
  ref: ResolvedEdit["ref"],
  kind: string,
  { name, namespace }: { readonly name: string; readonly namespace?: string },
): boolean {
  return ref.kind === kind && ref.name === name && ref.namespace === namespace;
}
