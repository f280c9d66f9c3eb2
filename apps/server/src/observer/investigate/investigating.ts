import type { Investigation } from "@fyr/contract";
import {
  closeLookWanted,
  type EdgeLine,
  type Found,
  findingsInScope,
  investigate,
  nodesInScope,
  type Surroundings,
  suspect,
} from "@fyr/topology";
import { formatInstant } from "../instant-text.ts";
import type { MomentQuery } from "../moment-query.ts";
import type { ObserverDeps } from "../observer-deps.ts";
import { instantOf } from "../past/instant-of.ts";
import { createSharedWork } from "../source/shared-work.ts";
import { createLivePace } from "./live-pace.ts";
import { withQuantiles } from "./with-quantiles.ts";

/** What is wrong, without what happened in the cluster; and what lies around each finding, by its id. */
interface Investigated {
  readonly investigation: Investigation;
  readonly around: Readonly<Record<string, Surroundings>>;
}

export interface Investigating {
  /** What is wrong at a moment: found in metrics alone. Rejects as `at` does. */
  investigate(query: Pick<MomentQuery, "at" | "namespaces">, signal: AbortSignal): Promise<Investigated>;
}

/** The whole mesh's, before it is cut to what was asked for. */
interface Whole extends Pick<Investigation, "at" | "windowSeconds" | "from" | "stepSeconds" | "queries" | "warnings"> {
  readonly found: readonly Found[];
  readonly entries: Investigation["entries"];
  readonly lines: readonly EdgeLine[];
}

const lookBackSeconds = 3 * 3600;
const usualWindowSeconds = 60;
const kept = 6;
/** Pages ask anew every half minute. */
const paceSeconds = { shared: 15, longest: 120 };
const settledAfterSeconds = 60;
const closeSteps = { shortestSeconds: 15, most: 240 };

export function createInvestigating(deps: ObserverDeps): Investigating {
  const { telemetry, history, now, inventory } = deps;
  const wholes = createSharedWork<Whole>(kept);
  const pace = createLivePace(paceSeconds);

  async function look(at: number, signal: AbortSignal): Promise<Whole> {
    const from = at - lookBackSeconds;
    const [newest = usualWindowSeconds, oldest = newest] = await history.trustedWindows(
      usualWindowSeconds,
      [at, from],
      signal,
    );
    const measured = await telemetry.meshHistory({ from, at, windowSeconds: { newest, oldest } }, signal);
    const known = inventory();
    const suspicion = suspect(measured.history, known);
    const wanted = closeLookWanted(suspicion, newest);
    const close = wanted && (await telemetry.closeLook(keysOf(wanted.lines), closeRange(wanted, newest), signal));
    const { found, entries } = investigate(suspicion, close, known);
    const told = await withQuantiles(telemetry, found, at, signal);
    const { bins } = measured.history;
    return {
      at: formatInstant(at),
      windowSeconds: newest,
      from: formatInstant((bins[0]?.at ?? at) - (bins[0]?.seconds ?? 0)),
      stepSeconds: Math.max(newest, ...bins.map(({ seconds }) => seconds)),
      queries: measured.requests + (close === undefined ? 0 : 1) + told.requests,
      warnings: [...measured.warnings],
      found: told.found,
      entries,
      lines: suspicion.lines,
    };
  }

  async function lookLive(at: number, signal: AbortSignal): Promise<Whole> {
    const began = now();
    const whole = await look(at, signal);
    pace.took((now() - began) / 1000);
    return whole;
  }

  /** Live moments are shared until the next is looked at, those of the past for good once they are settled. */
  function momentOf({ at }: Pick<MomentQuery, "at">): { readonly at: number; readonly key: string } {
    const live = pace.momentAt(now() / 1000);
    const isKnown = inventory() !== undefined;
    if (at === undefined) return { at: live, key: `${live} live ${isKnown}` };
    const moment = instantOf(at, now() / 1000, "at");
    const isSettled = now() / 1000 - moment > settledAfterSeconds;
    return { at: moment, key: `${moment} ${isSettled ? "settled" : live} ${isKnown}` };
  }

  return {
    investigate: async ({ namespaces, ...query }, signal) => {
      const { at, key } = momentOf(query);
      const run = query.at === undefined ? lookLive : look;
      const { found, entries, lines, ...told } = await wholes.get(key, (shared) => run(at, shared), signal);
      const all = found.map(({ finding }) => finding);
      const findings = findingsInScope(all, lines, namespaces);
      const seen = new Set(findings.map(({ id }) => id));
      return {
        investigation: { ...told, findings, entries: nodesInScope(entries, lines, namespaces) },
        around: Object.fromEntries(
          found.filter(({ finding }) => seen.has(finding.id)).map(({ finding, around }) => [finding.id, around]),
        ),
      };
    },
  };
}

function keysOf(lines: readonly EdgeLine[]) {
  return lines.flatMap(({ keys }) => [...keys]);
}

function closeRange({ from, to }: { readonly from: number; readonly to: number }, windowSeconds: number) {
  const shortest = closeSteps.shortestSeconds;
  const stepSeconds = Math.max(shortest, Math.ceil((to - from) / closeSteps.most / shortest) * shortest);
  const steps = Math.floor((to - from) / stepSeconds);
  return { from: to - steps * stepSeconds, to, stepSeconds, windowSeconds };
}
