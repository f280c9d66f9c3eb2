import type { Hop } from "@fyr/contract";
import { duration, inWords } from "../../../ui/format.ts";
import type { Names } from "../names.ts";
import css from "./TimeBarsPicture.module.css";
import { type BarPart, timeBars } from "./time-bars.ts";
import type { Growth } from "./time-shares.ts";

/** Where a request spends its time, before and now, to the same scale. */
export function TimeBarsPicture(props: { hops: readonly Hop[]; growths: readonly Growth[]; names: Names }) {
  const { hops, growths, names } = props;
  const bars = timeBars(hops, growths);
  if (bars === undefined) return null;
  const most = Math.max(bars.nowMs, bars.beforeMs ?? 0);
  const nameOf = ({ index, isWhole, addedMs }: BarPart) => {
    if (index === undefined) return "other";
    const node = hops[index]?.node;
    const name = node === undefined ? "" : names.ofNode(node);
    if (addedMs !== undefined && isWhole) return `${name} +${inWords(duration(addedMs))}`;
    return isWhole && hops.some(({ parent }) => parent === index) ? `${name} and its calls` : name;
  };
  const bar = (title: string, parts: readonly BarPart[], ms: number) => (
    <div className={css.line}>
      <span className={css.title}>{title}</span>
      <div className={css.track}>
        <div className={css.bar} style={{ inlineSize: `${(ms / most) * 100}%` }}>
          {parts.map((part) => (
            <span
              key={part.key}
              className={css.part}
              data-tone={part.tone}
              style={{ flexGrow: part.ms }}
              title={`${nameOf(part)}: ${inWords(duration(part.ms))}`}
            >
              <span className={css.name}>{nameOf(part)}</span>
            </span>
          ))}
        </div>
      </div>
      <strong className={css.total}>{inWords(duration(ms))}</strong>
    </div>
  );
  return (
    <div className={css.bars}>
      {bars.beforeMs !== undefined && bar("Before", bars.before, bars.beforeMs)}
      {bar("Now", bars.now, bars.nowMs)}
    </div>
  );
}
