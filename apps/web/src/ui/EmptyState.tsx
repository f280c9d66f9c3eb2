import css from "./EmptyState.module.css";

/** Nothing to show, why that is, and what to do next. */
export function EmptyState({
  title,
  icon,
  children,
}: {
  title: string;
  icon?: React.ReactNode;
  children?: React.ReactNode;
}) {
  return (
    <div className={css.empty}>
      {icon}
      <h2 className={css.title}>{title}</h2>
      <div className={css.words}>{children}</div>
    </div>
  );
}
