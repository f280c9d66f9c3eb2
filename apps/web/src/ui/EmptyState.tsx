import css from "./EmptyState.module.css";

/** Nothing to show, why that is, and what to do next. */
export function EmptyState({
  title,
  icon,
  page = false,
  children,
}: {
  title: string;
  icon?: React.ReactNode;
  /** It is the whole page, not a part of one. */
  page?: boolean;
  children?: React.ReactNode;
}) {
  const Title = page ? "h1" : "h2";
  return (
    <div className={css.empty}>
      {icon}
      <Title className={css.title}>{title}</Title>
      <div className={css.words}>{children}</div>
    </div>
  );
}
