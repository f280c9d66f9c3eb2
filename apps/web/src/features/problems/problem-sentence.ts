import type {
  Health,
  ProblemNumbers,
  Response,
  Topology,
  TopologyEdge,
  TopologyNode,
  TopologyProblem,
} from "@fyr/contract";
import { classifyResponse } from "@fyr/topology";
import { moment } from "../../ui/clock.ts";
import { age, duration, inWords, share, times } from "../../ui/format.ts";
import { responseInWords, responseName } from "../../ui/health-text.ts";
import { edgeInWords, nodeInShort } from "../../ui/node-name.ts";
import { type NumberTone, percentileTone, statusTone } from "../../ui/number-tone.ts";
import { isFew, requestsBehind, requestsInWords } from "../../ui/requests-behind.ts";

/** A piece of a sentence; a number that matters has a tone, the same as anywhere else. */
export interface Phrase {
  readonly text: string;
  readonly tone?: NumberTone;
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

/** What is wrong, by how much, compared with what, since when. */
export function problemSentence(
  problem: TopologyProblem,
  subject: ProblemSubject,
  { at, windowSeconds }: Pick<Topology, "at" | "windowSeconds">,
): readonly Phrase[] {
  return [
    ...whatIsWrong(problem, subject, windowSeconds),
    ...latency(problem, subject, windowSeconds),
    { text: lastingWords(problem, at) },
    ...reporterNote(subject),
  ].filter(({ text }) => text !== "");
}

/** The number that is off, with its name: "7.1 % errors". */
export function problemInShort(...told: Parameters<typeof problemSentence>): readonly Phrase[] {
  const phrases = problemSentence(...told);
  return phrases.slice(0, phrases.findIndex(({ tone }) => tone !== undefined) + 1);
}

/** The same as one string. */
export function sentenceText(phrases: readonly Phrase[]): string {
  return phrases.map(({ text }) => text).join("");
}

function whatIsWrong(problem: TopologyProblem, subject: ProblemSubject, windowSeconds: number): readonly Phrase[] {
  const { kind, now } = problem;
  const { edge } = subject;
  const tone = problem.status === "notice" ? "plain" : statusTone(problem.status);
  switch (kind) {
    case "server-errors":
      return [
        { text: `${inWords(share(now.errorRatio ?? 0))} errors`, tone },
        { text: `${mostly(edge, "server-error")}.` },
      ];
    case "client-errors":
      return [
        { text: `${inWords(share(now.clientErrorRatio ?? 0))} refused`, tone },
        { text: `${mostly(edge, "client-error")}.` },
      ];
    case "failed-connections":
      return [
        { text: `${inWords(share(now.failedConnectionRatio ?? 0))} of connections fail`, tone },
        { text: `${mostly(edge, "server-error")}.` },
      ];
    case "slow":
      return slowness(problem, subject, windowSeconds);
    case "pods-not-ready":
      return [{ text: `${now.podsReady ?? 0} of ${now.podsTotal ?? "?"} pods ready`, tone }, { text: "." }];
    case "plaintext":
      return [{ text: "Plaintext", tone }, { text: " traffic." }];
    case "not-in-mesh":
      return [{ text: "No sidecar", tone }, { text: "." }];
  }
}

function latency(problem: TopologyProblem, subject: ProblemSubject, windowSeconds: number): readonly Phrase[] {
  const { kind, now, usual } = problem;
  if (kind !== "server-errors" || now.p99Ms === undefined) return [];
  return [
    { text: " p99 " },
    percentile("p99", now.p99Ms, problem, subject, windowSeconds),
    { text: `${comparedWith(now.p99Ms, usual?.p99Ms)}${ofFew("p99", now, windowSeconds)}.` },
  ];
}

/** " Since 03:02." or " For at least 14 min."; nothing where neither is known. `now`: RFC 3339. */
export function lastingWords(
  { since, lastingAtLeastSeconds }: Pick<TopologyProblem, "since" | "lastingAtLeastSeconds">,
  now: string,
): string {
  if (since !== undefined) return ` Since ${moment(since, now)}.`;
  return lastingAtLeastSeconds === undefined ? "" : ` For at least ${age(lastingAtLeastSeconds)}.`;
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

/** The latency it was judged by, then how long the slowest wait. */
function slowness(problem: TopologyProblem, subject: ProblemSubject, windowSeconds: number): readonly Phrase[] {
  const { now, usual } = problem;
  const { p95Ms, p99Ms } = now;
  const judged = healthOf(subject).causes.find(({ code }) => code === "slow")?.quantile ?? "p95";
  const name = judged === "p99" || p95Ms === undefined ? "p99" : "p95";
  const ms = name === "p99" ? p99Ms : p95Ms;
  if (ms === undefined) return [{ text: "Slow", tone: "warn" }, { text: "." }];
  const slowest =
    name === "p99" || p99Ms === undefined
      ? []
      : [{ text: "; p99 " }, percentile("p99", p99Ms, problem, subject, windowSeconds)];
  return [
    { text: `${name} ` },
    percentile(name, ms, problem, subject, windowSeconds),
    { text: comparedWith(ms, name === "p99" ? usual?.p99Ms : usual?.p95Ms) },
    ...slowest,
    { text: `.${noErrors(now.errorRatio)}` },
  ];
}

function percentile(
  name: "p95" | "p99",
  ms: number,
  { now, usual }: TopologyProblem,
  subject: ProblemSubject,
  windowSeconds: number,
): Phrase {
  const tone = percentileTone(name, ms, {
    usual: name === "p99" ? usual?.p99Ms : usual?.p95Ms,
    health: healthOf(subject),
    requests: requestsBehind(now.requestsPerSecond, windowSeconds),
  });
  return { text: inWords(duration(ms)), tone };
}

/** " of ~60 requests" where they are too few for this percentile. */
function ofFew(name: "p99", { requestsPerSecond }: ProblemNumbers, windowSeconds: number): string {
  const requests = requestsBehind(requestsPerSecond, windowSeconds);
  if (requests === undefined || !isFew(name, requests)) return "";
  return `, of only ${requestsInWords(requests, windowSeconds)}`;
}

function healthOf({ edge, target }: ProblemSubject): Pick<Health, "status" | "causes"> {
  return edge?.health ?? target?.health ?? { status: "unknown", causes: [] };
}

function noErrors(errorRatio: number | undefined): string {
  return errorRatio === 0 ? " No errors." : "";
}

function present(subject: { [Key in keyof ProblemSubject]: ProblemSubject[Key] | undefined }): ProblemSubject {
  return Object.fromEntries(Object.entries(subject).filter(([, value]) => value !== undefined));
}
