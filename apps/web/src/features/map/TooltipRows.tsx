import css from "./MapTooltip.module.css";

export type TooltipRow = readonly [name: string, value: string];

/** Names and numbers, one beside the other. */
export function TooltipRows({ rows }: { readonly rows: readonly TooltipRow[] }) {
  return (
    <dl className={css.rows}>
      {rows.map(([name, value]) => (
        <div key={name} className={css.row}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
