import type { Confirmation, Topology } from "@fyr/contract";
import type { MeshObjects } from "@fyr/kubernetes";
import { type InjectedFault, injectedFaults, readRoute } from "@fyr/routing";
import { measuredDestinations } from "../attribute-requests.ts";
import { observeDestination } from "../observed-destination.ts";
import type { ResolvedEdit } from "./resolved-edit.ts";

/** Above this share of aborted requests a second yes is asked for. */
const mostAbortPercent = 10;

interface Around {
  readonly objects: MeshObjects;
  /** Without a picture nobody knows who is hit. */
  readonly topology: Topology | undefined;
}

/** Faults that an edit brings, with what of them needs a second yes. */
export function confirmFaults(
  edits: readonly ResolvedEdit[],
  around: Around,
): { readonly injects: boolean; readonly confirmations: readonly Confirmation[] } {
  const faults = edits.flatMap((edit) =>
    injectedFaults(edit.before?.spec, edit.after?.spec).map((fault) => ({ edit, fault })),
  );
  const confirmations: Confirmation[] = [];
  if (faults.some(({ fault }) => fault.abortPercent > mostAbortPercent)) confirmations.push("abort-above-a-tenth");
  if (faults.some(({ edit, fault }) => hitsTraffic(edit, fault, around))) confirmations.push("fault-on-live-traffic");
  return { injects: faults.length > 0, confirmations };
}

function hitsTraffic({ after }: ResolvedEdit, { index, abortPercent, delayPercent }: InjectedFault, around: Around) {
  if (after === undefined || (abortPercent === 0 && delayPercent === 0)) return false;
  const { objects, topology } = around;
  if (topology === undefined) return true;
  const rule = readRoute(after).rules.find(({ rule: at }) => at.protocol === "http" && at.index === index);
  const hosts = [...new Set((rule?.destinations ?? []).map(({ destination }) => destination.host))];
  const measured = measuredDestinations(
    objects,
    hosts.map((host) => ({ host })),
    after,
  );
  return measured.some((each) => (observeDestination(each, "http", topology).requestsPerSecond ?? 0) > 0);
}
