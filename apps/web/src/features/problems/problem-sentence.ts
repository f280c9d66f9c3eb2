import type { ProblemNumbers, Response, Topology, TopologyEdge, TopologyNode, TopologyProblem } from "@fyr/contract";
import { classifyResponse } from "@fyr/topology";
import { moment } from "../../ui/clock.ts";
import { age, duration, inWords, rate, share, times } from "../../ui/format.ts";
import { responseInWords, responseName } from "../../ui/health-text.ts";
import { edgeInWords, nodeInShort } from "../../ui/node-name.ts";

/** A piece of a sentence; `strong` is the number that matters. */
export interface Phrase {
  readonly text: string;
  readonly strong?: true;
}

export interface ProblemSubject {
  readonly edge?: TopologyEdge;
  readonly source?: TopologyNode;
  readonly target?: TopologyNode;
}

/** The edge with its ends, or the node as `target`. Empty when the picture no longer has it. */
export function subjectOf(problem: TopologyProblem, { nodes, edges }: Topology): ProblemSubject {
  const nodeOf = (id: string) => nodes.find((node) => node.id === id);
  if (problem.subject.type === "node") return present({ target: nodeOf(problem.subject.id) });
  const edge = edges.find(({ id }) => id === problem.subject.id);
  return edge === undefined ? {} : present({ edge, source: nodeOf(edge.source), target: nodeOf(edge.target) });
}

/** "checkout → payment v2" */
export function problemTitle({ edge, source, target }: ProblemSubject): string {
  if (edge) return edgeInWords(source, target);
  return target ? nodeInShort(target) : "gone from the picture";
}

/** What is wrong, by how much, compared with what, since when. `now`: the picture's moment, RFC 3339. */
export function problemSentence(problem: TopologyProblem, subject: ProblemSubject, now: string): readonly Phrase[] {
  return [...whatIsWrong(problem, subject), ...latency(problem), ...lasting(problem, now), ...reporterNote(subject)];
}

/** The same as one string. */
export function sentenceText(phrases: readonly Phrase[]): string {
  return phrases.map(({ text }) => text).join("");
}

/** One line for what is worth knowing but not wrong. */
export function noticeSentence(problem: TopologyProblem, subject: ProblemSubject): string {
  const name = subject.target ? nodeInShort(subject.target) : "a workload";
  const perSecond = problem.now.requestsPerSecond;
  switch (problem.kind) {
    case "plaintext":
      return perSecond === undefined
        ? `Traffic reaches ${name} in plaintext.`
        : `${inWords(rate(perSecond))} reach ${name} in plaintext.`;
    case "not-in-mesh":
      return `${name} has no sidecar: only its callers see its traffic.`;
    case "server-errors":
    case "client-errors":
    case "slow":
    case "pods-not-ready":
      return `${problemTitle(subject)}: ${sentenceText(whatIsWrong(problem, subject))}`;
  }
}

function whatIsWrong({ kind, now, usual }: TopologyProblem, { edge }: ProblemSubject): readonly Phrase[] {
  switch (kind) {
    case "server-errors":
      return [
        { text: `${inWords(share(now.errorRatio ?? 0))} errors`, strong: true },
        { text: `${mostly(edge, "server-error")}.` },
      ];
    case "client-errors":
      return [
        { text: `${inWords(share(now.clientErrorRatio ?? 0))} refused`, strong: true },
        { text: `${mostly(edge, "client-error")}.` },
      ];
    case "slow":
      return slowness(now, usual);
    case "pods-not-ready":
      return [{ text: `${now.podsReady ?? 0} of ${now.podsTotal ?? "?"} pods ready`, strong: true }, { text: "." }];
    case "plaintext":
      return [{ text: "Plaintext", strong: true }, { text: " traffic." }];
    case "not-in-mesh":
      return [{ text: "No sidecar", strong: true }, { text: "." }];
  }
}

function latency({ kind, now, usual }: TopologyProblem): readonly Phrase[] {
  if (kind !== "server-errors" || now.p99Ms === undefined) return [];
  return [
    { text: " p99 " },
    { text: inWords(duration(now.p99Ms)), strong: true },
    { text: `${comparedWith(now.p99Ms, usual?.p99Ms)}.` },
  ];
}

function lasting({ since, lastingAtLeastSeconds }: TopologyProblem, now: string): readonly Phrase[] {
  if (since !== undefined) return [{ text: ` Since ${moment(since, now)}.` }];
  if (lastingAtLeastSeconds !== undefined) return [{ text: ` For at least ${age(lastingAtLeastSeconds)}.` }];
  return [];
}

function reporterNote({ edge, source, target }: ProblemSubject): readonly Phrase[] {
  if (edge?.reporter === "source" && target?.flags.includes("noSidecar"))
    return [{ text: " Seen by the caller only: no sidecar." }];
  if (edge?.reporter === "destination" && source !== undefined) return [{ text: " Seen by the callee only." }];
  return [];
}

/** ", mostly 503 UF: could not connect to upstream" */
function mostly(edge: TopologyEdge | undefined, kind: "server-error" | "client-error"): string {
  const worst = edge?.responses.find((response) => classOf(response) === kind);
  return worst === undefined ? "" : `, mostly ${responseName(worst)}: ${responseInWords(worst)}`;
}

function classOf({ code, grpcStatus, flags }: Response) {
  return classifyResponse(code, grpcStatus, flags);
}

/** ", 6× its usual 205 ms"; nothing when it is about as usual. */
function comparedWith(now: number | undefined, usual: number | undefined): string {
  if (now === undefined || usual === undefined || usual <= 0 || now / usual < 1.3) return "";
  return `, ${times(now, usual)} its usual ${inWords(duration(usual))}`;
}

/** Slowness is judged by p95; p99 says how long the slowest wait. */
function slowness(now: ProblemNumbers, usual: ProblemNumbers | undefined): readonly Phrase[] {
  const { p95Ms, p99Ms } = now;
  const name = p95Ms === undefined ? "p99" : "p95";
  const ms = p95Ms ?? p99Ms;
  const usualMs = p95Ms === undefined ? usual?.p99Ms : usual?.p95Ms;
  const slowest = p95Ms === undefined || p99Ms === undefined ? "" : `; p99 ${inWords(duration(p99Ms))}`;
  return [
    { text: ms === undefined ? "Slow" : `${name} ${inWords(duration(ms))}`, strong: true },
    { text: `${comparedWith(ms, usualMs)}${slowest}.${noErrors(now.errorRatio)}` },
  ];
}

function noErrors(errorRatio: number | undefined): string {
  return errorRatio === 0 ? " No errors." : "";
}

function present(subject: { [Key in keyof ProblemSubject]: ProblemSubject[Key] | undefined }): ProblemSubject {
  return Object.fromEntries(Object.entries(subject).filter(([, value]) => value !== undefined));
}
