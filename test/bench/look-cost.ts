// A process of its own, for whoever fills Prometheus holds much that a collector of garbage would look through.
import { createLooks, type Moment, queriesOfLook, runBare } from "./bare-queries.ts";

const rounds = 7;
const bareRounds = 3;
const [url = "", at = ""] = process.argv.slice(2);
const moment: Moment = { at: Number(at), windowSeconds: 60 };

const queries = await queriesOfLook(url, moment);
const look = createLooks(url);
const bareMs: number[] = [];
const looks: { ms: number; cpuMs: number }[] = [];
for (let nth = 0; nth <= rounds; nth++) {
  if (nth < bareRounds) bareMs.push(await timed(() => runBare(url, queries, moment)));
  const cpuBefore = process.cpuUsage();
  const ms = await timed(() => look(moment));
  const { user, system } = process.cpuUsage(cpuBefore);
  looks.push({ ms, cpuMs: (user + system) / 1000 });
}
const bare = Math.min(...bareMs);
const steady = looks.slice(1);
process.stdout.write(
  JSON.stringify({
    "queries of a look": queries.length,
    "bare queries, ms": bare,
    "look ÷ bare queries": Math.min(...steady.map(({ ms }) => ms)) / bare,
    "first look ÷ bare queries": (looks[0]?.ms ?? 0) / bare,
    "CPU of a look in Node, ms": Math.min(...steady.map(({ cpuMs }) => cpuMs)),
    "CPU of the first look, ms": looks[0]?.cpuMs ?? 0,
  }),
);

async function timed(run: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await run();
  return performance.now() - began;
}
