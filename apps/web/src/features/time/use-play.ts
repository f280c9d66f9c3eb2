import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useEffectEvent, useState } from "react";
import { replay } from "../../api/queries.ts";
import { usePlayback, useShownAt } from "../../live/live-context.ts";
import { isHeldAt } from "../../live/playback.ts";
import { createReel } from "../../live/reel.ts";
import { problemText } from "../../ui/problem-text.ts";
import { questionOf } from "../../view/question.ts";
import { useView } from "../../view/use-view.ts";
import { instant } from "./past-moments.ts";

const spanMs = 30 * 60_000;
/** The page answers in between. */
const rest = () => new Promise<void>((resolve) => setTimeout(resolve));

/** Plays the half hour from the moment on screen on, of live the last one, and stops where it was left. */
export function usePlay() {
  const [view, change] = useView();
  const [playback, store] = usePlayback();
  const shownAt = useShownAt(view.at);
  const client = useQueryClient();
  const [loading, setLoading] = useState<"no" | "yes" | { readonly fault: string }>("no");
  const isMine = playback.shown?.over === (view.at ?? "");

  async function load(from: number, to: number): Promise<boolean> {
    const { windowSeconds, namespaces } = view;
    const scope = namespaces === undefined ? {} : { namespaces: namespaces.join(",") };
    setLoading("yes");
    try {
      const span = await client.fetchQuery(replay({ from: instant(from), to: instant(to), windowSeconds, ...scope }));
      const reel = await createReel(span, rest);
      store.hold(reel, span.stepSeconds * 1000, questionOf(view));
      setLoading("no");
      return true;
    } catch (error) {
      setLoading({ fault: problemText(error).detail });
      return false;
    }
  }

  async function play(): Promise<void> {
    const now = Date.now();
    const end = playback.reel?.moments.at(-1);
    const from = shownAt === undefined || now - shownAt < 30_000 ? now - spanMs : shownAt;
    const isHeld = playback.question === questionOf(view) && isHeldAt(playback, from);
    const isAtEnd = end !== undefined && from >= end;
    if ((isHeld && !isAtEnd) || (await load(from, Math.min(now, from + spanMs)))) {
      // A step of its own in the browser's history: back leads to where it began.
      if (view.at !== instant(from)) change({ at: instant(from) });
      store.play(from, instant(from));
    }
  }

  /** The address takes over the moment that is shown. */
  function pause(): void {
    if (isMine && shownAt !== undefined) change({ at: instant(shownAt) }, { replace: true });
  }

  const isPlaying = playback.isPlaying && isMine;
  const settle = useEffectEvent(() => {
    if (playback.isPlaying && !isMine) store.letGo();
    else pause();
  });
  // At the end, and when it is left for another moment or page.
  useEffect(() => (isPlaying ? () => settle() : undefined), [isPlaying]);
  return {
    isPlaying,
    isLoading: loading === "yes",
    fault: typeof loading === "object" ? loading.fault : undefined,
    toggle: () => (isPlaying ? store.pause() : void play()),
  };
}
