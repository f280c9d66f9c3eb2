import type { Topology, TopologyProblem } from "@fyr/contract";
import { inWords, rate } from "../../ui/format.ts";
import { nodeInShort } from "../../ui/node-name.ts";
import { lastingWords, problemTitle, subjectOf } from "./problem-sentence.ts";

/** What is worth knowing of one place, with the problems it was told by. */
export interface Notice {
  readonly key: string;
  readonly sentence: string;
  /** What a press selects: the only one, else the first. */
  readonly first: TopologyProblem;
}

/** One notice for each place: several callers in plaintext are one matter of the callee. */
export function noticesOf(problems: readonly TopologyProblem[], topology: Topology): readonly Notice[] {
  const notices = problems.filter(({ status }) => status === "notice");
  const byPlace = Map.groupBy(notices, (problem) => {
    const place = subjectOf(problem, topology).target?.id ?? problem.subject.id;
    return `${problem.kind} ${place}`;
  });
  return [...byPlace].flatMap(([key, [first, ...others]]) =>
    first === undefined ? [] : [{ key, sentence: sentenceOf([first, ...others], first, topology), first }],
  );
}

function sentenceOf(all: readonly TopologyProblem[], first: TopologyProblem, topology: Topology): string {
  const subject = subjectOf(first, topology);
  const name = subject.target ? nodeInShort(subject.target) : "a workload";
  const lasting = lastingWords(longest(all), topology.at);
  switch (first.kind) {
    case "plaintext":
      return `${callersIn(all, topology)} ${name} in plaintext${rateOf(all)}.${lasting}`.replace(/^an /, "An ");
    case "not-in-mesh":
      return `${name} has no sidecar: only its callers see its traffic.`;
    case "server-errors":
    case "client-errors":
    case "slow":
    case "pods-not-ready":
      return `${problemTitle(subject)} is not quite well.${lasting}`;
  }
}

const callersNamed = 3;
const unknownCaller = "an unknown caller";

/** "catalog calls", "catalog and cart call", "catalog, cart, orders and 2 more call" */
function callersIn(all: readonly TopologyProblem[], topology: Topology): string {
  const names = all.map((problem) => {
    const { source } = subjectOf(problem, topology);
    return source === undefined || source.kind === "unknown" ? unknownCaller : nodeInShort(source);
  });
  const unique = [...new Set(names)];
  if (unique.length === 1) return `${unique[0]} calls`;
  const shown = unique.slice(0, callersNamed);
  if (unique.length > callersNamed) return `${shown.join(", ")} and ${unique.length - callersNamed} more call`;
  return `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)} call`;
}

/** ", 12 req/s"; nothing where requests are not counted. */
function rateOf(all: readonly TopologyProblem[]): string {
  const rates = all.flatMap(({ now }) => now.requestsPerSecond ?? []);
  return rates.length === 0 ? "" : `, ${inWords(rate(rates.reduce((sum, perSecond) => sum + perSecond, 0)))}`;
}

/** Of several, since when the first of them is so. */
function longest(all: readonly TopologyProblem[]): Pick<TopologyProblem, "since" | "lastingAtLeastSeconds"> {
  const since = all.flatMap((problem) => problem.since ?? []).sort()[0];
  if (since !== undefined) return { since };
  const seconds = all.flatMap(({ lastingAtLeastSeconds }) => lastingAtLeastSeconds ?? []);
  return seconds.length === 0 ? {} : { lastingAtLeastSeconds: Math.max(...seconds) };
}
