import type { TopologyEdge, TopologyProblem } from "@fyr/contract";
import { passedOn } from "@fyr/topology";

/** A problem with those that only pass its failures on, in the order of the list. */
export interface ProblemGroup {
  readonly origin: TopologyProblem;
  readonly stems: readonly TopologyProblem[];
}

/**
 * Each problem once: edges whose failures come from further down stand with the deepest edge that fails behind them.
 * Groups stand in the order of their origins.
 */
export function groupByOrigin(
  problems: readonly TopologyProblem[],
  { edges }: { readonly edges: readonly TopologyEdge[] },
): readonly ProblemGroup[] {
  const originOf = originsIn(edges);
  const failing = new Map<string, TopologyProblem>(
    problems.filter(isFailingEdge).map((each) => [each.subject.id, each]),
  );
  const stems = Map.groupBy(problems, (problem) => {
    const origin = isFailingEdge(problem) ? failing.get(originOf(problem.subject.id)) : undefined;
    return origin ?? problem;
  });
  return [...stems].map(([origin, all]) => ({ origin, stems: all.filter((problem) => problem !== origin) }));
}

/** Where failures begin comes before where they are passed on. */
export function originsFirst(groups: readonly ProblemGroup[]): readonly TopologyProblem[] {
  return [...groups.map(({ origin }) => origin), ...groups.flatMap(({ stems }) => stems)];
}

function isFailingEdge({ subject, kind }: TopologyProblem): boolean {
  return subject.type === "edge" && kind === "server-errors";
}

/** From an edge that fails to the one its failures begin at; to itself where they begin there, or go round in a ring. */
function originsIn(edges: readonly TopologyEdge[]): (id: string) => string {
  const further = passedOn(edges);
  const failing = edges.filter(({ health }) => health.causes.some(({ code }) => code === "server-errors"));
  const byId = new Map<string, TopologyEdge>(failing.map((edge) => [edge.id, edge]));
  const bySource = Map.groupBy(failing, ({ source }) => source);
  return (id) => {
    const passed = new Set<string>();
    let edge = byId.get(id);
    while (edge !== undefined && further.has(edge.id)) {
      if (passed.has(edge.id)) return id;
      passed.add(edge.id);
      edge = worstOf(bySource.get(edge.target) ?? []);
    }
    return edge?.id ?? id;
  };
}

function worstOf(edges: readonly TopologyEdge[]): TopologyEdge | undefined {
  return edges.toSorted((a, b) => failedPerSecond(b) - failedPerSecond(a))[0];
}

function failedPerSecond({ requestsPerSecond = 0, errorRatio = 0 }: TopologyEdge): number {
  return requestsPerSecond * errorRatio;
}
