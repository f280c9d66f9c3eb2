import type { EdgeId, NodeId, Protocol, Rollup, TopologyEdge, TopologyNode } from "@fyr/contract";
import { edgeIdOf } from "../ids.ts";
import type { NodePlace } from "../place.ts";
import type { Cut } from "./cut.ts";
import type { Shape } from "./shape.ts";

/** An edge of a coarser cut before its numbers. */
export interface EdgeGroup {
  readonly id: EdgeId;
  readonly source: NodeGroup;
  readonly target: NodeGroup;
  readonly protocol: Protocol;
  /** What adds up to it. */
  readonly members: TopologyEdge[];
  /** The edges of workloads it stands for, all of them or a part of each: the members, unless it came whole. */
  readonly parts: TopologyEdge[];
  /** It came whole from the server. */
  readonly isWhole: boolean;
}

/** A node of a coarser cut before its numbers. */
export interface NodeGroup {
  readonly place: NodePlace;
  /** What it stands for. */
  readonly parts: TopologyNode[];
  /** What is called through it. */
  readonly behind: Set<TopologyNode>;
  readonly inbound: EdgeGroup[];
  readonly outbound: EdgeGroup[];
}

export interface Groups {
  readonly edges: readonly EdgeGroup[];
  readonly nodes: readonly NodeGroup[];
}

/** An edge that came whole, with the edges it holds a part of. */
export type WholeEdge = Pick<Required<Rollup>, "edge" | "parts">;

/** What belongs together at a coarser cut, in the order of the picture. `whole`: the edges of this cut that came whole. */
export function groupsOf(shape: Shape, { grain, serviceNodes }: Cut, whole: readonly WholeEdge[] = []): Groups {
  const gathered = createGathered(new Set(whole.map(({ edge }) => edge.id)));
  const { nodes, edges } = shape.picture;
  const places = shape.placesAt(grain);
  const groups = nodes.map((node, row) => gathered.stand(places[row] ?? node, node));
  const isService = grain === "service";
  edges.forEach((edge, row) => {
    const from = groups[shape.sources[row] ?? -1];
    const to = groups[shape.targets[row] ?? -1];
    if (from === undefined || to === undefined || shape.isToldElsewhere(edge, grain)) return;
    const services = isService || serviceNodes ? shape.calledOn(row, isService).map(gathered.node) : [];
    const [service] = services;
    for (const through of services) if (through !== to) gathered.leadTo(through, nodes[shape.targets[row] ?? -1]);
    // What goes through several services came whole: only the samples tell one part from another.
    if (services.length > 1) return;
    if (service === undefined || service === to) gathered.join(edge, from, to);
    else {
      gathered.join(edge, from, service);
      if (!isService) gathered.join(edge, service, to);
    }
  });
  if (whole.length > 0) {
    const byId = new Map(edges.map((edge) => [edge.id, edge]));
    for (const { edge, parts } of whole)
      gathered.take(
        edge,
        parts.flatMap((id) => byId.get(id) ?? []),
      );
  }
  const { nodes: all, edges: joined } = gathered.groups();
  return { edges: joined, nodes: isService ? all.filter((group) => !isIdleWaypoint(group)) : all };
}

/** All it has to do with is drawn between the services whose calls it passes on. */
function isIdleWaypoint({ parts, inbound, outbound }: NodeGroup): boolean {
  return inbound.length + outbound.length === 0 && parts.every(({ kind }) => kind === "waypoint");
}

const layers = { http: 0, grpc: 1, tcp: 2 } as const satisfies Record<Protocol, number>;

type Numbered = NodeGroup & { readonly number: number };

/** `whole`: edges that are not to be joined. */
function createGathered(whole: ReadonlySet<EdgeId>) {
  const nodes = new Map<NodeId, Numbered>();
  // By the numbers of their ends: cheaper than by their ids.
  const edges = new Map<number, EdgeGroup>();

  function node(place: NodePlace): Numbered {
    const known = nodes.get(place.id);
    if (known !== undefined) return known;
    const number = nodes.size;
    const made = { place, number, parts: [], behind: new Set<TopologyNode>(), inbound: [], outbound: [] };
    nodes.set(place.id, made);
    return made;
  }

  function keyOf(source: Numbered, target: Numbered, protocol: Protocol): number {
    return (source.number * 2 ** 24 + target.number) * 4 + layers[protocol];
  }

  function open(
    source: Numbered,
    target: Numbered,
    rest: Pick<EdgeGroup, "protocol" | "members" | "parts" | "isWhole">,
  ) {
    const idOf = () => edgeIdOf(source.place.id, target.place.id, rest.protocol);
    if (!rest.isWhole && whole.size > 0 && whole.has(idOf())) return;
    // Most ids are never asked for where rollups are made.
    const group = {
      source,
      target,
      ...rest,
      get id() {
        return idOf();
      },
    };
    edges.set(keyOf(source, target, rest.protocol), group);
    source.outbound.push(group);
    target.inbound.push(group);
  }

  return {
    node,
    /** Notes that a node stands at a place. */
    stand(place: NodePlace, part: TopologyNode): Numbered {
      const group = node(place);
      group.parts.push(part);
      return group;
    },
    leadTo({ parts, behind }: Numbered, target: TopologyNode | undefined): void {
      if (target !== undefined && !parts.includes(target)) behind.add(target);
    },
    join(edge: TopologyEdge, source: Numbered, target: Numbered): void {
      const { protocol } = edge;
      const known = edges.get(keyOf(source, target, protocol));
      if (known !== undefined) known.members.push(edge);
      else {
        const members = [edge];
        open(source, target, { protocol, members, parts: members, isWhole: false });
      }
    },
    take(edge: TopologyEdge, parts: TopologyEdge[]): void {
      const source = nodes.get(edge.source);
      const target = nodes.get(edge.target);
      if (source === undefined || target === undefined) return;
      open(source, target, { protocol: edge.protocol, members: [edge], parts, isWhole: true });
    },
    groups: (): Groups => ({
      edges: [...edges.values()],
      nodes: [...nodes.values()].filter(
        ({ parts, inbound, outbound }) => parts.length + inbound.length + outbound.length > 0,
      ),
    }),
  };
}
