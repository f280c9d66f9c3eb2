import { useState } from "react";
import { clock } from "../../ui/clock.ts";
import { windowName } from "../../ui/format.ts";
import css from "./Lanes.module.css";
import type { Span } from "./past-moments.ts";

/** Px of the strip that one press of an arrow moves it by, of a thousand. */
const keyShare = 1 / 240;

/** One of the two moments with its window, to be dragged or moved by arrows. `end`: ms since epoch, no later than `latest`. */
export function Band(props: {
  name: "before" | "now";
  /** The moment on screen is one of the past. */
  isPast?: boolean;
  end: number;
  windowSeconds: number;
  span: Span;
  latest: number;
  onMove: (end: number) => void;
}) {
  const { name, isPast = false, end, windowSeconds, span, latest, onMove } = props;
  const [draft, setDraft] = useState<{ readonly from: number; readonly end: number }>();
  const shown = draft?.end ?? end;
  const length = span.to - span.from;
  const place = (ms: number) => Math.min(1, Math.max(0, (ms - span.from) / length)) * 100;
  const [left, right] = [place(shown - windowSeconds * 1000), place(shown)];
  if (shown < span.from || shown - windowSeconds * 1000 > span.to) return null;
  const within = (ms: number) => Math.min(latest, Math.max(span.from + windowSeconds * 1000, ms));
  const dragged = (event: React.PointerEvent<HTMLElement>, from: number) => {
    const track = event.currentTarget.parentElement?.parentElement?.getBoundingClientRect().width ?? 1;
    return within(end + ((event.clientX - from) / track) * length);
  };
  return (
    <div
      className={css.band}
      data-band={name}
      style={{ insetInlineStart: `${left}%`, inlineSize: `max(${right - left}%, 3px)` }}
    >
      <span
        className={css.handle}
        role="slider"
        tabIndex={0}
        aria-label={name === "before" ? "Moment before, to compare with" : isPast ? "Moment shown" : "Moment now"}
        aria-valuemin={span.from}
        aria-valuemax={span.to}
        aria-valuenow={shown}
        aria-valuetext={`${windowName(windowSeconds)} up to ${clock(shown)}`}
        onPointerDown={(event) => {
          event.currentTarget.setPointerCapture(event.pointerId);
          setDraft({ from: event.clientX, end });
        }}
        onPointerMove={(event) => draft && setDraft({ ...draft, end: dragged(event, draft.from) })}
        onPointerUp={(event) => {
          if (draft === undefined) return;
          setDraft(undefined);
          if (Math.abs(event.clientX - draft.from) > 1) onMove(dragged(event, draft.from));
        }}
        onKeyDown={(event) => {
          const step = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
          if (step === undefined) return;
          event.preventDefault();
          event.stopPropagation();
          onMove(within(end + step * length * keyShare * (event.shiftKey ? 10 : 1)));
        }}
      >
        {name === "now" && isPast ? "shown" : name}
      </span>
    </div>
  );
}
