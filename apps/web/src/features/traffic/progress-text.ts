import type { ChangeStatus, ObservedSplit, RouteChange } from "@fyr/contract";
import { labelDestinations } from "./destination-label.ts";
import { setShareTexts, shareTexts } from "./share-text.ts";

/** One station of a change on its way: accepted, pushed, observed in traffic. */
export interface ProgressStep {
  readonly name: string;
  readonly state: "done" | "now" | "open" | "missed";
  /** Seconds and counts, muted beside the name. */
  readonly detail: string;
}

type NotObserved = Extract<ChangeStatus, { phase: "not-observed" }>;

/** How far a change has come. The push is left out where istiod's metrics do not show it. `now`: ms since epoch. */
export function progressSteps(change: RouteChange, now: number): ProgressStep[] {
  const begun = Date.parse(change.at);
  const accepted: ProgressStep = { name: "accepted", state: "done", detail: "by the API server" };
  const pushed: ProgressStep[] =
    change.pushedAt === undefined
      ? []
      : [{ name: "pushed", state: "done", detail: `after ${seconds((Date.parse(change.pushedAt) - begun) / 1000)}` }];
  return [accepted, ...pushed, observedStep(change.status, (now - begun) / 1000)];
}

/** The server watches for two minutes and then says what came of it: hearing nothing longer means it cannot. */
const patienceSeconds = 180;

/** Whether the outcome is long overdue: nobody will say any more whether traffic followed. `now`: ms since epoch. */
export function isUnheardOf({ status, at }: RouteChange, now: number): boolean {
  return status.phase === "accepted" && now - Date.parse(at) > patienceSeconds * 1000;
}

function observedStep(status: ChangeStatus, elapsedSeconds: number): ProgressStep {
  const name = "observed in traffic";
  switch (status.phase) {
    case "accepted":
      if (elapsedSeconds > patienceSeconds)
        return { name: "not known whether in traffic", state: "missed", detail: "" };
      return { name, state: "now", detail: `watching for ${seconds(elapsedSeconds)}, ${requests(status.observed)}` };
    case "observed":
      return { name, state: "done", detail: `after ${seconds(status.afterSeconds)}, ${requests(status.observed)}` };
    case "not-observed":
      return { name: "not observed in traffic", state: "missed", detail: requests(status.observed, "at all") };
  }
}

/** Why traffic was not seen to follow, in a sentence. */
export function notObservedReason(status: NotObserved): string {
  switch (status.reason) {
    case "too-few-requests":
      return `The weights are set, but too few requests came through to tell (${requests(status.observed, "at all")}).`;
    case "share-differs":
      return `The weights are set, but requests still arrive in other shares: ${sharesInWords(status.observed)}.`;
    case "changed-since":
      return "The weights were changed again before traffic could be compared.";
    case "not-measurable":
      return "The weights are set, but the metrics cannot tell these destinations apart, so it cannot be seen.";
  }
}

/** "v1 got 94.0 % (set: 95 %), v2 got 6.0 % (set: 5 %)": what was counted since the change, and what is expected. */
export function sharesInWords(observed: ObservedSplit | undefined): string {
  if (observed === undefined || observed.shares.length === 0) return "nothing was counted";
  const labels = labelDestinations(observed.shares);
  const got = shareTexts(observed.shares.map((each) => each.observed));
  const wanted = setShareTexts(observed.shares.map(({ expected }) => expected));
  return labels.map(({ short }, index) => `${short} got ${got[index]} % (set: ${wanted[index]} %)`).join(", ");
}

function requests(observed: ObservedSplit | undefined, sofar: "yet" | "at all" = "yet"): string {
  const count = Math.round(observed?.requests ?? 0);
  if (count === 0) return `no requests counted ${sofar}`;
  return count === 1 ? "1 request counted" : `${count.toLocaleString("en")} requests counted`;
}

function seconds(value: number): string {
  const whole = Math.max(0, value);
  return whole < 10 ? `${Number(whole.toFixed(1))} s` : `${Math.round(whole)} s`;
}
