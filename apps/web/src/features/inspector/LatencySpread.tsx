import { duration, inWords, share } from "../../ui/format.ts";
import { Section } from "../../ui/Panel.tsx";
import css from "./LatencySpread.module.css";
import { type LatencyBar, type LatencyBuckets, latencyBars } from "./latency-bars.ts";

/** How long requests took: a bar for each bucket the proxies count in. */
export function LatencySpread({ buckets }: { buckets: LatencyBuckets }) {
  const bars = latencyBars(buckets);
  const first = bars[0];
  const last = bars.at(-1);
  if (first === undefined || last === undefined) return null;
  const highest = Math.max(...bars.map((bar) => bar.share));
  return (
    <Section title="Latency spread">
      <ol className={css.bars}>
        {bars.map((bar) => (
          <li key={bar.fromMs} title={`${boundsOf(bar)}: ${inWords(share(bar.share))}`}>
            <span className={css.bar} style={{ blockSize: `${(bar.share / highest) * 100}%` }} />
            <span className="visually-hidden">
              {boundsOf(bar)}: {inWords(share(bar.share))}
            </span>
          </li>
        ))}
      </ol>
      <p className={css.ends} aria-hidden="true">
        <span>{inWords(duration(first.fromMs))}</span>
        <span>
          {last.upToMs === undefined ? `over ${inWords(duration(last.fromMs))}` : inWords(duration(last.upToMs))}
        </span>
      </p>
    </Section>
  );
}

function boundsOf({ fromMs, upToMs }: LatencyBar): string {
  if (upToMs === undefined) return `over ${inWords(duration(fromMs))}`;
  return fromMs === 0
    ? `up to ${inWords(duration(upToMs))}`
    : `${inWords(duration(fromMs))} to ${inWords(duration(upToMs))}`;
}
