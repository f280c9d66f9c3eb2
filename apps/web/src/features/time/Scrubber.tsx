import type { Series } from "@fyr/contract";
import { useLiveState, usePlayback, useShownAt } from "../../live/live-context.ts";
import { dayBefore, exactClock } from "../../ui/clock.ts";
import { useView } from "../../view/use-view.ts";
import { badSpans } from "./bad-spans.ts";
import { ago, type Span } from "./past-moments.ts";
import { SuccessStrip } from "./SuccessStrip.tsx";
import { movesOf } from "./scrub-keys.ts";
import css from "./Timeline.module.css";
import type { Scrub } from "./use-scrub.ts";
import { useWheel } from "./use-wheel.ts";

/** The strip and the handle on it. Wheel: wider and narrower, sideways: earlier and later. */
export function Scrubber(props: {
  span: Span;
  now: number;
  stepMs: number;
  series: Series | undefined;
  scrub: Scrub;
  onZoom: (by: 1 | -1, around: number) => void;
  onShift: (share: number) => void;
}) {
  const { span, now, stepMs, series, scrub, onZoom, onShift } = props;
  const [view] = useView();
  const [playback] = usePlayback();
  const shownAt = useShownAt(view.at);
  const shown = scrub.draft ?? shownAt ?? now;
  const wheel = useWheel({ onZoom: (by, share) => onZoom(by, span.from + share * (span.to - span.from)), onShift });
  const onGrid = (ms: number) => Math.min(now, Math.max(span.from, Math.round(ms / stepMs) * stepMs));
  return (
    <div className={css.scrubber} ref={wheel}>
      <SuccessStrip
        series={series}
        span={span}
        at={shown}
        now={now}
        past={shownAt !== undefined || scrub.draft !== undefined}
        bad={badSpans(series)}
        held={spanOf(playback.reel?.moments)}
      />
      <input
        type="range"
        className={css.range}
        aria-label="Moment on screen"
        aria-valuetext={`${dayBefore(shown, now)}${exactClock(shown)}, ${ago(shown, now)}`}
        min={span.from}
        max={span.to}
        step={1}
        value={Math.min(Math.max(shown, span.from), span.to)}
        onChange={(event) => scrub.to(onGrid(event.currentTarget.valueAsNumber))}
        onKeyDown={(event) => {
          const move = movesOf(event, { at: shown, span, stepMs, now });
          if (move === undefined) return;
          event.preventDefault();
          if (move.kind === "to") scrub.to(move.at);
          else if (move.kind === "zoom") onZoom(move.by, shown);
          else if (move.kind === "shift") onShift(move.share);
          else if (scrub.draft !== undefined) scrub.cancel();
        }}
        onPointerUp={() => scrub.commit()}
        onKeyUp={() => scrub.commit({ replace: view.at !== undefined })}
        onBlur={() => scrub.commit()}
      />
      {scrub.draft !== undefined && <Draft at={shown} span={span} now={now} stepMs={stepMs} fault={scrub.fault} />}
    </div>
  );
}

/** Where the hand is, and of when the picture is where it has not come there yet. */
function Draft({
  at,
  span,
  now,
  stepMs,
  fault,
}: {
  at: number;
  span: Span;
  now: number;
  stepMs: number;
  fault: string | undefined;
}) {
  const state = useLiveState();
  const pictureAt = state.status === "past" ? Date.parse(state.topology.at) : now;
  const isBehind = Math.abs(pictureAt - at) >= Math.max(stepMs, 1000);
  const of = state.status === "past" ? exactClock(pictureAt) : "now";
  return (
    <output className={css.draft} style={{ insetInlineStart: `${((at - span.from) / (span.to - span.from)) * 100}%` }}>
      <strong>
        {dayBefore(at, now)}
        {exactClock(at)}
      </strong>
      , {ago(at, now)}
      {isBehind && <span className={css.behind}> · {fault ?? `picture of ${of}`}</span>}
    </output>
  );
}

function spanOf(moments: readonly number[] = []): Span | undefined {
  const [from, to] = [moments[0], moments.at(-1)];
  return from === undefined || to === undefined ? undefined : { from, to };
}
