import type { Topology, TopologyProblem } from "@fyr/contract";
import { inWords, rate } from "../../ui/format.ts";
import { nodeInShort } from "../../ui/node-name.ts";
import { lastingWords, problemTitle, subjectOf } from "./problem-sentence.ts";

/** What is worth knowing of one place, with the problems it was told by. */
export interface Notice {
  readonly key: string;
  readonly sentence: string;
  /** What a press selects: the only one, else the first. */
  readonly subject: TopologyProblem["subject"];
}

/** One notice for each place: several callers in plaintext are one matter of the callee. */
export function noticesOf(problems: readonly TopologyProblem[], topology: Topology): readonly Notice[] {
  const notices = problems.filter(({ status }) => status === "notice");
  const byPlace = Map.groupBy(notices, (problem) => {
    const place = subjectOf(problem, topology).target?.id ?? problem.subject.id;
    return `${problem.kind} ${place}`;
  });
  const told = [...byPlace].flatMap(([key, [first, ...others]]): Notice[] =>
    first === undefined
      ? []
      : [{ key, sentence: sentenceOf([first, ...others], first, topology), subject: first.subject }],
  );
  return [...told, ...ambientNotices(topology)];
}

/** Of each namespace where ztunnels alone see who calls: what is not measured there is not well either. */
function ambientNotices({ nodes }: Topology): Notice[] {
  const seenByZtunnel = nodes.filter(({ flags }) => flags.includes("l4Only"));
  return [...Map.groupBy(seenByZtunnel, ({ cluster, namespace }) => `${cluster}/${namespace}`)].flatMap(
    ([place, [first, ...others]]) => {
      if (first === undefined) return [];
      const names = listed([first, ...others].map(nodeInShort));
      const sentence = `${names} in ${first.namespace ?? "no namespace"}: L4 only. A ztunnel sees bytes and connections there, no requests and no latency.`;
      return [{ key: `l4Only ${place}`, sentence, subject: { type: "node", id: first.id } }];
    },
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
    case "failed-connections":
    case "slow":
    case "pods-not-ready":
      return `${problemTitle(subject)} is not quite well.${lasting}`;
  }
}

const namesAtMost = 3;
const unknownCaller = "an unknown caller";

/** "catalog calls", "catalog and cart call", "catalog, cart, orders and 2 more call" */
function callersIn(all: readonly TopologyProblem[], topology: Topology): string {
  const names = all.map((problem) => {
    const { source } = subjectOf(problem, topology);
    return source === undefined || source.kind === "unknown" ? unknownCaller : nodeInShort(source);
  });
  const unique = [...new Set(names)];
  return `${listed(unique)} ${unique.length === 1 ? "calls" : "call"}`;
}

/** "catalog", "catalog and cart", "catalog, cart, orders and 2 more" */
function listed(names: readonly string[]): string {
  const shown = names.slice(0, namesAtMost);
  if (names.length > namesAtMost) return `${shown.join(", ")} and ${names.length - namesAtMost} more`;
  return names.length < 2 ? names.join("") : `${shown.slice(0, -1).join(", ")} and ${shown.at(-1)}`;
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
