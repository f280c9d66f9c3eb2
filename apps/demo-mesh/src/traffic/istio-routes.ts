import { type Asked, isVisible } from "./asked.ts";
import { type ClusterObject, type ClusterView, fullHost, matches, RESOURCES } from "./cluster-view.ts";
import { hostMatches } from "./host-names.ts";
import { oldestFirst } from "./oldest-first.ts";
import type { RouteBranch } from "./route-branch.ts";
import { streamBranchesOf } from "./stream-rules.ts";
import { branchesOf } from "./virtual-service.ts";

/** What VirtualServices say. Nothing is answered where none is for the host. */
export interface IstioRoutes {
  /** To a sidecar's requests or connections. */
  ofHost(asked: Asked): readonly RouteBranch[] | undefined;
  /** To what comes in for a host name at a gateway whose pods have these labels. */
  ofGateway(
    labels: Readonly<Record<string, string>>,
    authority: string,
    asked: Pick<Asked, "path" | "caller">,
  ): readonly RouteBranch[] | undefined;
}

interface VirtualServiceSpec {
  readonly hosts?: readonly string[];
  readonly gateways?: readonly string[];
  readonly exportTo?: readonly string[];
}

const specOf = (object: ClusterObject) => (object["spec"] ?? {}) as VirtualServiceSpec;
const home = ({ metadata }: ClusterObject) => metadata.namespace ?? "default";

export function createIstioRoutes(cluster: ClusterView): IstioRoutes {
  const objects = oldestFirst(cluster.list(RESOURCES.virtualServices));
  const byHost = meshRoutes(objects);
  const byName = new Map(objects.map((object) => [`${home(object)}/${object.metadata.name}`, object]));
  const find = (namespace: string, name: string) => byName.get(`${namespace}/${name}`);
  return {
    ofHost(asked) {
      // The oldest owns a host within the mesh; the younger ones are not merged.
      const object = byHost.get(asked.host)?.find((one) => isVisible(specOf(one).exportTo, home(one), asked.caller));
      if (!object) return undefined;
      const branches = asked.protocol === "tcp" ? streamBranchesOf(object, asked) : branchesOf(object, asked, find);
      return branches.length > 0 ? branches : undefined;
    },
    ofGateway(labels, authority, asked) {
      const gateways = cluster
        .list(RESOURCES.gateways)
        .filter((gateway) => matches(labels, (gateway["spec"] as { selector?: Record<string, string> }).selector ?? {}))
        .map((gateway) => `${home(gateway)}/${gateway.metadata.name}`);
      for (const object of objects) {
        const { hosts = [], gateways: bound = [] } = specOf(object);
        const name = bound.find((one) => gateways.includes(one.includes("/") ? one : `${home(object)}/${one}`));
        if (name === undefined || !hosts.some((host) => hostMatches(host, authority))) continue;
        const branches = branchesOf(object, asked, find, name);
        if (branches.length > 0) return branches;
      }
      return undefined;
    },
  };
}

/** By host named in full. Those bound to gateways alone are not for sidecars. */
function meshRoutes(objects: readonly ClusterObject[]): Map<string, ClusterObject[]> {
  const found = new Map<string, ClusterObject[]>();
  for (const object of objects) {
    const { gateways, hosts = [] } = specOf(object);
    if (gateways && !gateways.includes("mesh")) continue;
    for (const host of hosts) {
      const name = fullHost(host, home(object));
      found.set(name, [...(found.get(name) ?? []), object]);
    }
  }
  return found;
}
