import type { Topology, TopologyQuery } from "@fyr/contract";
import { useQuery } from "@tanstack/react-query";
import { use, useState, useSyncExternalStore } from "react";
import { topologyAt } from "../../api/queries.ts";
import { type Moment, usePlayback } from "../../live/live-context.ts";
import type { LiveState } from "../../live/live-state.ts";
import { createLiveStore, type LiveStore } from "../../live/live-store.ts";
import { nearestFrame, type Playback, shownFrame } from "../../live/playback.ts";
import { inTheMeantime, type StreamState, topologyOf } from "../../live/stream-state.ts";
import { problemText } from "../../ui/problem-text.ts";
import { questionOf } from "../../view/question.ts";
import type { ViewState } from "../../view/view-state.ts";
import { OpenStreamContext } from "../open-stream-context.ts";

/** The moment a view asks for: pushed while live, asked for once when past. */
export function useMoment(view: ViewState): Moment {
  const pushed = usePushed(view);
  const past = usePast(view, useMeanwhile(view.at, topologyOf(pushed.live)));
  const played = usePlayed(view);
  const { changes, edits, guards, shifts } = pushed;
  const around = { changes, edits, guards, shifts };
  if (played !== undefined) return { state: { status: "past", topology: played }, ...around };
  return { state: view.at === undefined ? pushed.live : past, ...around };
}

/** The stream goes on while the past is looked at: the way back is then at once. */
function usePushed(view: ViewState): StreamState {
  const { windowSeconds, namespaces } = view;
  const open = use(OpenStreamContext);
  const key = questionOf(view);
  const storeOfView = () => createLiveStore({ windowSeconds, ...(namespaces && { namespaces }) }, open);
  const [held, setHeld] = useState<HeldStream>(() => ({ key, store: storeOfView(), before: undefined }));
  const state = useSyncExternalStore(held.store.subscribe, held.store.getState);
  const live = inTheMeantime(state.live, held.before);
  if (held.key !== key) setHeld({ key, store: storeOfView(), before: topologyOf(live) });
  return live === state.live ? state : { ...state, live };
}

interface HeldStream {
  readonly key: string;
  readonly store: LiveStore;
  /** The last picture of the stream before this one. */
  readonly before: Topology | undefined;
}

/** The frame that is played or scrubbed over. */
function usePlayed(view: ViewState): Topology | undefined {
  const [playback] = usePlayback();
  return playback.shown?.over === (view.at ?? "") ? shownFrame(playback, questionOf(view)) : undefined;
}

/** What can stand for a moment until it is there: a frame of the span held, or what was last scrubbed over. */
function heldNear(playback: Playback, at: number, question: string): Topology | undefined {
  const { glimpse } = playback;
  const frame = playback.question === question ? nearestFrame(playback, at) : undefined;
  return frame ?? (glimpse?.question === question ? glimpse.frame : undefined);
}

/** The live picture stands in for a moment one goes to from it; not for one the page was opened at, where it would be taken for it. */
function useMeanwhile(at: string | undefined, live: Topology | undefined): Topology | undefined {
  const [openedAt] = useState(at);
  return at === openedAt ? undefined : live;
}

/** `meanwhile`: the picture that stays on screen, with its own time on the clock, until the past one is there. */
function usePast(view: ViewState, meanwhile: Topology | undefined): LiveState {
  const { at, windowSeconds, namespaces } = view;
  const [playback] = usePlayback();
  const query: TopologyQuery & { at: string } = {
    at: at ?? "",
    windowSeconds,
    ...(namespaces && { namespaces: namespaces.join(",") }),
  };
  const past = useQuery({ ...topologyAt(query), enabled: at !== undefined });
  if (past.isError) return { status: "failed", reason: problemText(past.error).detail, by: "fyr" };
  if (past.data !== undefined && !past.isPlaceholderData) return { status: "past", topology: past.data };
  const held = at === undefined ? undefined : heldNear(playback, Date.parse(at), questionOf(view));
  const topology = held ?? past.data ?? meanwhile;
  return topology === undefined ? { status: "connecting" } : { status: "past", topology };
}
