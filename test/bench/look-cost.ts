// A process of its own, for whoever fills Prometheus holds much that a collector of garbage would look through.
// Arguments: where Prometheus is, the first moment (Unix seconds), the source that is to be read, what is to be shown.
import { runBare } from "./bare-queries.ts";
import { createLooks, type LookPart } from "./looks.ts";
import { accountOf, collectGarbage } from "./prometheus-account.ts";

/** A look is compared with the very queries it sent, answers thrown away. */
export interface LookCost {
  readonly queries: number;
  readonly firstQueries: number;
  readonly first: TurnCost;
  /** The first one's queries by themselves. */
  readonly firstBare: readonly TurnCost[];
  readonly looks: readonly TurnCost[];
  /** As many as there are looks. */
  readonly bare: readonly TurnCost[];
}

export interface TurnCost {
  readonly ms: number;
  /** Of this process. */
  readonly cpuMs: number;
  readonly prometheusCpuMs: number;
}

const rounds = 7;
const stepSeconds = 0.01;
const [url = "", from = "", source = "", part = "whole"] = process.argv.slice(2);
const take = createLooks(url, part as LookPart);
let queries: readonly string[] = [];
let at = Number(from);

const first = await timed(look);
const firstQueries = queries;
const [looks, bare]: [TurnCost[], TurnCost[]] = [[], []];
for (let round = 0; round < rounds; round++) {
  // Who is first changes: whatever the one leaves behind in Prometheus would else always meet the other.
  if (round % 2 === 1) bare.push(await timed(sameBare));
  looks.push(await timed(look));
  if (round % 2 === 0) bare.push(await timed(sameBare));
}
const laterQueries = queries;
queries = firstQueries;
const firstBare: TurnCost[] = [];
for (let round = 0; round < rounds; round++) firstBare.push(await timed(sameBare));
const cost: LookCost = {
  queries: laterQueries.length,
  firstQueries: firstQueries.length,
  first,
  firstBare,
  looks,
  bare,
};
process.stdout.write(JSON.stringify(cost));

async function look(): Promise<void> {
  const { sources, queries: asked } = await take(at);
  if (sources.some((one) => one !== source))
    throw new Error(`A look read ${sources.join(" and ")} series, not ${source}.`);
  queries = asked;
}

async function sameBare(): Promise<void> {
  await runBare(url, queries, at);
}

/** At a moment of its own, for of one that it knows a look asks less. Throws unless Prometheus counted the queries that were noted. */
async function timed(run: () => Promise<void>): Promise<TurnCost> {
  at += stepSeconds;
  await collectGarbage(url);
  const before = await accountOf(url);
  const [cpuBefore, began] = [process.cpuUsage(), performance.now()];
  await run();
  const ms = performance.now() - began;
  const { user, system } = process.cpuUsage(cpuBefore);
  const after = await accountOf(url);
  const counted = after.queries - before.queries;
  if (counted !== queries.length)
    throw new Error(`Prometheus counted ${counted} queries where ${queries.length} were noted.`);
  return { ms, cpuMs: (user + system) / 1000, prometheusCpuMs: after.cpuMs - before.cpuMs };
}
