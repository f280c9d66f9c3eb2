import type { ProblemNumbers, TopologyEdge, TopologyNode, TopologyProblem } from "@fyr/contract";
import { callersIn } from "./callers.ts";
import { problemIdOf } from "./ids.ts";
import { isReadable } from "./is-readable.ts";
import { passedOn } from "./passed-on.ts";
import type { PictureInput, Usual, UsualPicture } from "./picture.ts";

export interface ProblemContext {
  readonly usual?: UsualPicture;
  readonly since?: PictureInput["since"];
}

type CallersOf = ReturnType<typeof callersIn>;

type Draft = Pick<TopologyProblem, "subject" | "kind" | "status" | "now" | "usual" | "callers">;

const statusRank = { failing: 0, degraded: 1, notice: 2 } as const satisfies Record<TopologyProblem["status"], number>;

/**
 * What a person should know: failing before degraded before notices, where failures begin before where they are passed
 * on, then by failed requests or connections a second, then by their share. An unwell edge or node is named once, for its worst cause.
 */
export function problemsOf(
  nodes: readonly TopologyNode[],
  edges: readonly TopologyEdge[],
  context: ProblemContext,
): TopologyProblem[] {
  const callersOf = callersIn(edges);
  const told = new Set(edges.filter(({ health }) => health.causes.length > 0).map(({ target }) => target));
  const further = passedOn(edges);
  const drafts: Draft[] = [];
  for (const edge of edges) {
    if (isWorthKnowing(edge)) drafts.push(...edgeProblems(edge, context.usual?.edges.get(edge.id), callersOf));
  }
  for (const node of nodes) {
    const { health, flags } = node;
    if (health.causes.length === 0 && !flags.includes("noSidecar")) continue;
    drafts.push(...nodeProblems(node, context.usual?.nodes.get(node.id)?.inbound, told.has(node.id), callersOf));
  }
  return drafts
    .map((draft) => {
      const id = problemIdOf(draft.kind, draft.subject);
      const problem = { id, ...draft, ...(begins(draft) && context.since?.get(draft.subject.id)) };
      return { problem, id, order: orderOf(draft, further) };
    })
    .sort((a, b) => byOrder(a.order, b.order) || (a.id < b.id ? -1 : 1))
    .map(({ problem }) => problem);
}

/** What comes before what, the first difference deciding: smaller numbers first. */
type Order = readonly number[];

function orderOf(draft: Draft, further: ReturnType<typeof passedOn>): Order {
  const { subject, kind, status } = draft;
  const isFurther = kind === "server-errors" && subject.type === "edge" && further.has(subject.id);
  return [statusRank[status], Number(isFurther), -failedPerSecond(draft), -failedShare(draft)];
}

function byOrder(a: Order, b: Order): number {
  for (let at = 0; at < a.length; at++) {
    const difference = (a[at] ?? 0) - (b[at] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/**
 * Has it a beginning of its own? Of what traffic is unwell the first leaving of healthy counts, whatever kind of trouble
 * is the worst by now; how many pods are ready, and what is only worth knowing, is not followed.
 */
export function begins({ kind, status }: Pick<TopologyProblem, "kind" | "status">): boolean {
  return status !== "notice" && kind !== "pods-not-ready";
}

const none: readonly Draft[] = [];

function isWorthKnowing(edge: TopologyEdge): boolean {
  return edge.health.causes.length > 0 || isReadable(edge);
}

function edgeProblems(edge: TopologyEdge, usual: Usual | undefined, callersOf: CallersOf): readonly Draft[] {
  const subject = { type: "edge", id: edge.id } as const;
  const [worst] = edge.health.causes;
  const now = numbersOf(edge);
  const drafts: Draft[] = [];
  if (worst !== undefined) {
    const before = usual === undefined ? {} : { usual: numbersOf(usual) };
    const callers = callersOf(edge.source);
    drafts.push({ subject, kind: worst.code, status: worst.status, now, ...before, callers });
  }
  if (isReadable(edge)) {
    drafts.push({ subject, kind: "plaintext", status: "notice", now, callers: [] });
  }
  return drafts;
}

/** Pods and missing sidecars are the node's own. Errors are told by its edges, unless no single edge is unwell. */
function nodeProblems(
  node: TopologyNode,
  usual: Usual | undefined,
  toldByEdge: boolean,
  callersOf: CallersOf,
): readonly Draft[] {
  const own = node.health.causes.find((cause) => cause.code === "pods-not-ready" || !toldByEdge);
  const isStranger = node.flags.includes("noSidecar") && !node.flags.includes("noTraffic");
  if (own === undefined && !isStranger) return none;
  const subject = { type: "node", id: node.id } as const;
  const now = {
    ...numbersOf(node.inbound),
    ...(own?.code === "failed-connections" && { failedConnectionRatio: own.value }),
    ...(node.pods === undefined ? {} : { podsReady: node.pods.ready, podsTotal: node.pods.total }),
  };
  const drafts: Draft[] = [];
  if (own !== undefined) {
    const before = usual === undefined ? {} : { usual: numbersOf(usual) };
    drafts.push({ subject, kind: own.code, status: own.status, now, ...before, callers: callersOf(node.id) });
  }
  if (isStranger) {
    drafts.push({ subject, kind: "not-in-mesh", status: "notice", now, callers: [] });
  }
  return drafts;
}

type Measured = Pick<
  TopologyEdge,
  | "requestsPerSecond"
  | "errorRatio"
  | "clientErrorRatio"
  | "connectionsPerSecond"
  | "failedConnectionRatio"
  | "latencyMs"
>;

function numbersOf(traffic: Measured) {
  const { requestsPerSecond, errorRatio, clientErrorRatio, connectionsPerSecond, failedConnectionRatio, latencyMs } =
    traffic;
  const numbers: ProblemNumbers = {};
  if (requestsPerSecond !== undefined) numbers.requestsPerSecond = requestsPerSecond;
  if (errorRatio !== undefined) numbers.errorRatio = errorRatio;
  if (clientErrorRatio !== undefined) numbers.clientErrorRatio = clientErrorRatio;
  if (connectionsPerSecond !== undefined) numbers.connectionsPerSecond = connectionsPerSecond;
  if (failedConnectionRatio !== undefined) numbers.failedConnectionRatio = failedConnectionRatio;
  if (latencyMs !== undefined) {
    numbers.p95Ms = latencyMs.p95;
    numbers.p99Ms = latencyMs.p99;
  }
  return numbers;
}

function failedPerSecond(problem: Draft): number {
  const { requestsPerSecond, connectionsPerSecond } = problem.now;
  const all = problem.kind === "failed-connections" ? connectionsPerSecond : requestsPerSecond;
  return failedShare(problem) * (all ?? 0);
}

function failedShare({ kind, now }: Draft): number {
  if (kind === "failed-connections") return now.failedConnectionRatio ?? 0;
  return (kind === "client-errors" ? now.clientErrorRatio : now.errorRatio) ?? 0;
}
