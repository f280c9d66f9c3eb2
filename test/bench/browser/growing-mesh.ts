import type { EdgeId, NodeId, Topology, TopologyDiff } from "@fyr/contract";
import { diffTopology } from "@fyr/topology";
import { largeTopology } from "./large-topology.ts";

/** A mesh as time goes by. */
export interface GrowingMesh {
  first(): Topology;
  /** Every number of it moves; by `load` from those of the first. */
  refresh(load?: number): TopologyDiff;
  /** Five workloads appear in five namespaces, each calling one that is there. */
  newcomers(): TopologyDiff;
}

export function createMesh(workloads: number, namespaces: number): GrowingMesh {
  let now = largeTopology(workloads, namespaces);
  let revision = now.revision;
  const to = (next: Topology): TopologyDiff => {
    const diff = diffTopology(now, next);
    now = next;
    return diff;
  };
  return {
    first: () => now,
    refresh(load = 1 + 0.1 * (revision % 4)) {
      revision += 1;
      return to(largeTopology(workloads, namespaces, load, revision));
    },
    newcomers() {
      revision += 1;
      return to(withNewcomers({ ...now, revision }));
    },
  };
}

function withNewcomers(mesh: Topology): Topology {
  const hosts = mesh.nodes.filter((_, index) => index % Math.floor(mesh.nodes.length / 5) === 3).slice(0, 5);
  const fresh = hosts.map((host, index) => ({
    ...host,
    id: `${host.id}-new` as NodeId,
    name: `new-${index}`,
    workload: `new-${index}`,
    app: `new-${index}`,
  }));
  const [call] = mesh.edges;
  if (call === undefined) throw new Error("nobody calls anybody");
  const calls = fresh.map((node, index) => {
    const target = hosts[index]?.id ?? node.id;
    return { ...call, id: `${node.id}>${target}:http` as EdgeId, source: node.id, target };
  });
  const byId = (a: { readonly id: string }, b: { readonly id: string }) => (a.id < b.id ? -1 : 1);
  return { ...mesh, nodes: [...mesh.nodes, ...fresh].sort(byId), edges: [...mesh.edges, ...calls].sort(byId) };
}
