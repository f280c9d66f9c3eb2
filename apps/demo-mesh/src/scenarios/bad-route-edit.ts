import { RESOURCES } from "../traffic/cluster-view.ts";
import { NO_EFFECTS } from "../traffic/effects.ts";
import type { Edit, Fields } from "./happening.ts";
import { placeOf, ROUTED } from "./places.ts";
import { type MakePlay, NOTHING } from "./play.ts";
import { atRoute } from "./truth.ts";

/** Somebody edits a route, and part of the requests find nobody: a subset without pods, or a host that is not there. */
export const badRouteEdit: MakePlay = (mesh) => {
  const spec = placeOf(mesh, ROUTED);
  if (!spec) return NOTHING;
  const { namespace, app } = spec;
  const isSubset = mesh.seed % 2 === 1;
  const lost = isSubset ? { host: app, subset: "v3" } : { host: `${app}-next` };
  const where = { kind: "edit", manager: "kubectl-edit", namespace, name: app } as const;
  const route: Edit = {
    ...where,
    afterOnset: -1,
    resource: RESOURCES.virtualServices,
    change: (vs) => withLostShare(vs, lost),
  };
  const rule: Edit = { ...where, afterOnset: -40, resource: RESOURCES.destinationRules, change: withSubset };
  const object = { kind: "VirtualService", namespace, name: app };
  return {
    truth: {
      words: isSubset
        ? `The route of ${app} sends a quarter of its requests to a subset v3 that has no pods.`
        : `The route of ${app} sends a quarter of its requests to ${app}-next, which is not there.`,
      ...atRoute(mesh, spec),
      cause: { kind: "route-edit", object, by: "kubectl-edit", afterOnset: -1 },
    },
    happenings: isSubset ? [rule, route] : [route],
    effects: NO_EFFECTS,
  };
};

/** Out of a hundred requests. */
const LOST = 25;

interface Weighted {
  readonly weight?: number;
}

function withLostShare(spec: Fields, destination: Fields): Fields {
  const http = spec["http"] as readonly { readonly route?: readonly Weighted[] }[];
  return {
    ...spec,
    http: http.map((rule) => {
      const [first, ...rest] = rule.route ?? [];
      const others = rest.reduce((sum, { weight = 0 }) => sum + weight, 0);
      return { ...rule, route: [{ ...first, weight: 100 - others - LOST }, ...rest, { destination, weight: LOST }] };
    }),
  };
}

function withSubset(spec: Fields): Fields {
  return { ...spec, subsets: [...(spec["subsets"] as readonly unknown[]), { name: "v3", labels: { version: "v3" } }] };
}
