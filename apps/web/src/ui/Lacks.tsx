import type { Topology } from "@fyr/contract";
import { momentsInWords } from "./clock.ts";
import css from "./Lacks.module.css";
import { StatusIcon } from "./StatusIcon.tsx";

/** A picture that lacks something looks like any other: what it lacks, a sentence each, stands beside its numbers. */
export function Lacks({ of, iconSize = 14 }: { of: Pick<Topology, "warnings" | "at">; iconSize?: number }) {
  const { warnings, at } = of;
  if (warnings.length === 0) return null;
  return (
    <ul className={css.lacks} aria-label="What the numbers lack">
      {warnings.map((warning) => (
        <li key={warning} className={css.lack}>
          <StatusIcon status="notice" size={iconSize} label="" />
          {momentsInWords(warning, at)}
        </li>
      ))}
    </ul>
  );
}
