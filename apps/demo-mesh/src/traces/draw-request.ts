import { pickByShare } from "../mesh/chance.ts";
import { workloadKey } from "../mesh/mesh-spec.ts";
import { codesFor, isFailure } from "../traffic/answer.ts";
import { BACKOFF_MS, isRetriable } from "../traffic/client-request.ts";
import type { Call, Station, Way } from "../traffic/compile.ts";
import type { WayTraffic } from "../traffic/flow.ts";
import { drawFrom } from "../traffic/latency.ts";
import { FAR, NEAR, QUERY_LIMIT_MS, REFUSED_MS } from "../traffic/settle.ts";
import type { WorkingPods } from "../traffic/station.ts";
import type { PastTraffic } from "../traffic/traffic-record.ts";
import type { Chances } from "./chances.ts";
import type { Made, Served, Verdict } from "./request-tree.ts";

/** Draws a request that reaches a workload; nothing where no pod is there. */
export type DrawRequest = (station: Station, startMs: number, chances: Chances) => Served | undefined;

interface Moment {
  readonly past: PastTraffic;
  readonly working: ReadonlyMap<string, readonly WorkingPods[]>;
  readonly ways: ReadonlyMap<string, WayTraffic>;
}

/** Single requests, which fare as the traffic of a moment does on average. */
export function createRequestDrawer(past: PastTraffic): DrawRequest {
  const working = new Map(past.traffic.stations.map(({ station, working: kinds }) => [station.key, kinds]));
  const ways = new Map(past.traffic.ways.map((one) => [one.way.id, one]));
  const moment = { past, working, ways };
  return (station, startMs, chances) => serve(moment, station, startMs, chances);
}

function serve(moment: Moment, station: Station, startMs: number, chances: Chances): Served | undefined {
  const { spec, pods, key } = station;
  const pod = pods[Math.floor(chances.next() * pods.length)];
  const kind = moment.working.get(key)?.find((one) => pod && one.pods.includes(pod.name));
  if (!pod || !kind) return undefined;
  const ownMs = drawFrom(kind.own, chances.next(), chances.normal());
  const fault = faultOf(kind, station, chances.next());
  if (fault) return { station, pod, startMs, ms: ownMs, answer: fault, calls: [] };
  // Half of its own work comes before what it calls, and half after.
  const made = callsOf(moment, station, startMs + ownMs / 2, chances);
  const ms = ownMs + made.calls.reduce((sum, call) => sum + call.ms, 0);
  const isRefused = spec.clientErrors !== undefined && chances.next() < spec.clientErrors.ratio;
  const { code, grpcStatus } = codesFor(made.hasFailed ? "internal" : "ok", spec.protocol);
  const told = isRefused && !made.hasFailed ? (spec.clientErrors?.code ?? code) : code;
  return { station, pod, startMs, ms, answer: { code: told, grpcStatus, flags: "-" }, calls: made.calls };
}

/** One call after the other, until one fails that cannot be done without. */
function callsOf(moment: Moment, station: Station, startMs: number, chances: Chances) {
  const calls: Made[] = [];
  let now = startMs;
  for (const call of station.calls) {
    for (let left = chances.count(call.spec.perRequest); left > 0; left -= 1) {
      const made = make(moment, call, now, chances);
      if (!made) continue;
      calls.push(made);
      now += made.ms;
      if (isFailure(made.answer) && chances.next() < call.spec.propagates) return { calls, hasFailed: true };
    }
  }
  return { calls, hasFailed: false };
}

/** One call with all its tries. */
function make(moment: Moment, { ways, lost }: Call, startMs: number, chances: Chances): Made | undefined {
  const way = pickByShare<Way | Call["lost"][number]>([...ways, ...lost], ({ share }) => share, chances.next());
  if (!way) return undefined;
  if (!("target" in way)) {
    const answer = { code: way.code, grpcStatus: "", flags: way.flags };
    return { host: way.host, startMs, ms: 0.3 + 0.2 * chances.next(), answer, tries: [] };
  }
  const { retries, timeoutMs = Number.POSITIVE_INFINITY, host } = way.branch;
  const tries: Served[] = [];
  const over = (ms: number, answer: Verdict) => ({ host, way, startMs, ms, answer, tries });
  let spent = 0;
  for (let nth = 0; ; nth += 1) {
    const tried = attempt(moment, way, startMs + spent, chances);
    if (tried.served) tries.push(tried.served);
    spent += tried.ms;
    if (spent >= timeoutMs) return over(timeoutMs, { ...codesFor("timeout", way.target.protocol), flags: "UT" });
    const isRetried = isRetriable(tried.answer, retries);
    if (!isRetried) return over(spent, tried.answer);
    if (nth >= retries.attempts) return over(spent, withFlag(tried.answer, "URX"));
    spent += BACKOFF_MS * 2 ** nth * chances.next();
  }
}

interface Tried {
  readonly answer: Verdict;
  readonly ms: number;
  readonly served?: Served;
}

function attempt(moment: Moment, way: Way, startMs: number, chances: Chances): Tried {
  const { target } = way;
  const { effects } = moment.past;
  const unavailable = codesFor("unavailable", target.protocol);
  const local = localFailure(moment.ways.get(way.id), chances.next());
  if (local !== undefined) return { answer: { ...unavailable, flags: local }, ms: 0.3 };
  const { refused = 0, refusedAfterMs = REFUSED_MS } = effects.workloads.get(workloadKey(target)) ?? {};
  if (way.refused || chances.next() < refused) {
    return { answer: { ...unavailable, flags: "UF" }, ms: refusedAfterMs * (0.9 + 0.2 * chances.next()) };
  }
  const network = (target.role === "external" ? FAR : NEAR).mean;
  const served = reach(moment, way, startMs + network / 2, chances);
  if (!served) return { answer: { ...unavailable, flags: "UH" }, ms: 0.3 };
  const limitMs = limitOf(way);
  if (served.ms + network <= limitMs) return { answer: served.answer, ms: served.ms + network, served };
  // The client has gone when the server would answer: what it has not begun by then it leaves undone.
  const ms = limitMs - network;
  const calls = served.calls.filter((call) => call.startMs < served.startMs + ms);
  const left = { ...served, ms, calls, answer: { code: "0", grpcStatus: "", flags: "DC" } };
  return { answer: { ...codesFor("timeout", target.protocol), flags: "UT" }, ms: limitMs, served: left };
}

/** A host outside has no pods, but answers all the same. */
function reach(moment: Moment, { id, target }: Way, startMs: number, chances: Chances): Served | undefined {
  const station = moment.past.mesh.byKey.get(workloadKey(target));
  if (!station) return undefined;
  if (target.role !== "external") return serve(moment, station, startMs, chances);
  const answers = moment.ways.get(id)?.seenByServer ?? [];
  const answer = pickByShare(answers, ({ ratio }) => ratio, chances.next()) ?? answers.at(-1);
  if (!answer) return undefined;
  const ms = drawFrom(answer.latency, chances.next(), chances.normal());
  return { station, pod: OUTSIDE, startMs, ms, answer, calls: [] };
}

const OUTSIDE = { name: "", node: "", ip: "", labels: {}, ready: true, containers: [] };

/** How long a try may take, ms. */
function limitOf({ branch, target }: Way): number {
  const { retries, timeoutMs = Number.POSITIVE_INFINITY } = branch;
  const ofDatabase = target.protocol === "tcp" ? QUERY_LIMIT_MS : Number.POSITIVE_INFINITY;
  return Math.min(retries.perTryTimeoutMs ?? Number.POSITIVE_INFINITY, timeoutMs, ofDatabase);
}

function faultOf({ failing, unavailable }: WorkingPods, { spec }: Station, chance: number): Verdict | undefined {
  if (chance >= failing + unavailable) return undefined;
  return { ...codesFor(chance < failing ? "internal" : "unavailable", spec.protocol), flags: "-" };
}

/** What the caller's proxy refuses by itself: circuit breaking, and pods that are all ejected. */
function localFailure(way: WayTraffic | undefined, chance: number): string | undefined {
  const local = way?.seenByClient.filter(({ flags }) => flags === "UO" || flags === "UH") ?? [];
  return pickByShare(local, ({ ratio }) => ratio, chance)?.flags;
}

function withFlag(answer: Verdict, flag: string): Verdict {
  return { ...answer, flags: answer.flags === "-" ? flag : `${answer.flags},${flag}` };
}
