import type { Topology } from "@fyr/contract";
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useState } from "react";
import { topologyAt } from "../../api/queries.ts";
import { usePlayback } from "../../live/live-context.ts";
import { isHeldAt } from "../../live/playback.ts";
import { problemText } from "../../ui/problem-text.ts";
import { questionOf } from "../../view/question.ts";
import { useView } from "../../view/use-view.ts";
import { createLatestWins } from "./latest-wins.ts";
import { instant } from "./past-moments.ts";

export interface Scrub {
  /** Where the hand is, ms since epoch; undefined when nobody scrubs. */
  readonly draft: number | undefined;
  /** Why the last picture that was asked for did not come. */
  readonly fault: string | undefined;
  /** The picture follows: at once where it is held, else as fast as it comes. */
  to(ms: number): void;
  /** What is under the hand is the moment looked at. */
  commit(options?: { readonly replace?: boolean }): void;
  cancel(): void;
}

const restMs = 80;
/** Pictures of moments nobody looks at any more; large meshes have large ones. */
const keptPictures = 24;

/** Scrubbing over the past. `now`: ms since epoch, later is live. */
export function useScrub(now: number): Scrub {
  const [view, change] = useView();
  const [playback, store] = usePlayback();
  const [draft, setDraft] = useState<number>();
  const [fault, setFault] = useState<string>();
  const client = useQueryClient();
  const question = questionOf(view);
  const over = view.at ?? "";
  const queryOf = (ms: number) => {
    const { windowSeconds, namespaces } = view;
    return topologyAt({ at: instant(ms), windowSeconds, ...(namespaces && { namespaces: namespaces.join(",") }) });
  };

  const fetchPicture = useEffectEvent(async (ms: number) => {
    try {
      const frame = await client.fetchQuery({ ...queryOf(ms), retry: false });
      came(frame);
      setFault(undefined);
    } catch (error) {
      setFault(problemText(error).detail);
    }
    forgetOldest(client);
  });
  /** Shown for where the hand is by now: it says itself of when it is. */
  const came = useEffectEvent((frame: Topology) => {
    if (draft !== undefined && !isHeld(draft)) store.glimpse({ frame, question }, draft, over);
  });
  const [latest] = useState(() => createLatestWins((ms: number) => fetchPicture(ms), restMs));
  useEffect(() => latest.drop, [latest]);

  function isHeld(ms: number): boolean {
    return playback.question === question && isHeldAt(playback, ms);
  }

  function follow(ms: number): void {
    if (isHeld(ms)) {
      latest.drop();
      store.preview(ms, over);
      return;
    }
    const known = client.getQueryData(queryOf(ms).queryKey);
    const standIn = known ?? (playback.glimpse?.question === question ? playback.glimpse.frame : undefined);
    if (standIn !== undefined) store.glimpse({ frame: standIn, question }, ms, over);
    if (known === undefined) latest.want(ms);
    else latest.drop();
  }

  function leave(): void {
    latest.drop();
    setDraft(undefined);
    setFault(undefined);
    store.letGo();
  }

  return {
    draft,
    fault,
    to: (ms) => {
      setDraft(ms);
      if (ms < now) follow(ms);
      else store.letGo();
    },
    commit: (options) => {
      if (draft === undefined) return;
      leave();
      change({ at: draft >= now ? undefined : instant(draft) }, options);
    },
    cancel: leave,
  };
}

function forgetOldest(client: QueryClient): void {
  const unwatched = client.getQueryCache().findAll({ queryKey: ["topology"], type: "inactive" });
  const old = unwatched.toSorted((a, b) => b.state.dataUpdatedAt - a.state.dataUpdatedAt).slice(keptPictures);
  for (const { queryKey } of old) client.removeQueries({ queryKey, exact: true });
}
