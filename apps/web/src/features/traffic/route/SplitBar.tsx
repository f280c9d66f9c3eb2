import css from "./SplitBar.module.css";

export interface SplitPart {
  readonly key: string;
  /** 0..1 */
  readonly share: number;
  readonly color: string;
  /** Written inside when there is room. */
  readonly text?: string;
}

/** Shares side by side. The words beside it say the same: it is hidden from screen readers. */
export function SplitBar({ parts, tall = false }: { parts: readonly SplitPart[]; tall?: boolean }) {
  return (
    <div className={tall ? css.tall : css.thin} aria-hidden="true">
      {parts
        .filter((part) => part.share > 0)
        .map((part) => (
          <span
            key={part.key}
            className={css.part}
            style={{ flexGrow: part.share, "--part": part.color } as React.CSSProperties}
          >
            {tall && part.text !== undefined && <span className={css.text}>{part.text}</span>}
          </span>
        ))}
    </div>
  );
}
