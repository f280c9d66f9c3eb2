import type { ChangeStatus, ObservedSplit, RouteChange } from "@fyr/contract";
import { windowName } from "../../../ui/format.ts";
import { labelDestinations } from "../route/destination-label.ts";
import { setShareTexts, shareTexts } from "../route/share-text.ts";
import { type ChangeStage, secondsInWords as seconds, untilSettled } from "./change-stage.ts";

/** One station of a change on its way: accepted, pushed, seen in traffic. */
export interface ProgressStep {
  readonly name: string;
  readonly state: "done" | "now" | "open" | "missed";
  /** Seconds and counts, muted beside the name. */
  readonly detail: string;
}

type NotObserved = Extract<ChangeStatus, { phase: "not-observed" }>;

/** How far a change has come. The push is left out where istiod's metrics do not show it. `now`: ms since epoch. */
export function progressSteps(change: RouteChange, stage: ChangeStage, now: number): ProgressStep[] {
  const begun = Date.parse(change.at);
  const accepted: ProgressStep = { name: "accepted", state: "done", detail: "by the API server" };
  const pushed: ProgressStep[] =
    change.pushedAt === undefined
      ? []
      : [{ name: "pushed", state: "done", detail: `after ${seconds((Date.parse(change.pushedAt) - begun) / 1000)}` }];
  return [accepted, ...pushed, observedStep(change.status, stage, (now - begun) / 1000)];
}

/** What came of it, in sentences; nothing while that is open. */
export function outcomeInWords({ status }: RouteChange, stage: ChangeStage): string {
  switch (stage.kind) {
    case "undone":
    case "watching":
      return "";
    case "unheard":
      return "Fyr's server has not said how this went. The cluster accepted it; whether traffic follows is not known.";
    case "settling":
      return `The traffic follows the new weights. Numbers of the last ${windowName(stage.windowSeconds)} are ${untilSettled(stage)}: they still count requests from before.`;
    case "settled":
      return "The traffic follows the new weights.";
    case "not-seen":
      return status.phase === "not-observed" ? notObservedReason(status) : "";
  }
}

function observedStep(status: ChangeStatus, stage: ChangeStage, elapsedSeconds: number): ProgressStep {
  const name = "seen in traffic";
  switch (status.phase) {
    case "accepted":
      if (stage.kind === "unheard") return { name: "not known whether in traffic", state: "missed", detail: "" };
      return {
        name: "watching traffic",
        state: "now",
        detail: `for ${seconds(elapsedSeconds)}, ${requests(status.observed)}`,
      };
    case "observed":
      return { name, state: "done", detail: `after ${seconds(status.afterSeconds)}, ${requests(status.observed)}` };
    case "not-observed":
      return { name: "not seen in traffic", state: "missed", detail: requests(status.observed, "at all") };
  }
}

/** Why traffic was not seen to follow, in a sentence. */
function notObservedReason(status: NotObserved): string {
  switch (status.reason) {
    case "too-few-requests":
      return `The weights are set, but too few ${status.observed?.counted ?? "requests"} came through to tell (${requests(status.observed, "at all")}).`;
    case "share-differs":
      return `The weights are set, but ${status.observed?.counted ?? "requests"} still arrive in other shares: ${sharesInWords(status.observed)}.`;
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
  const one = observed?.counted === "connections" ? "connection" : "request";
  if (count === 0) return `no ${one}s counted ${sofar}`;
  return count === 1 ? `1 ${one} counted` : `${count.toLocaleString("en")} ${one}s counted`;
}
