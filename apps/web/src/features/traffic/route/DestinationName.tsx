import { Chip } from "../../../ui/Chip.tsx";
import css from "./DestinationName.module.css";
import type { DestinationLabel } from "./destination-label.ts";

/** "payment [v2]", the chip edged in the destination's colour. */
export function DestinationName({ label, color }: { label: DestinationLabel; color: string }) {
  return (
    <span className={css.name} style={{ "--edge": color } as React.CSSProperties}>
      <strong>{label.name}</strong>
      {label.version !== undefined && <Chip tone="outline">{label.version}</Chip>}
    </span>
  );
}
