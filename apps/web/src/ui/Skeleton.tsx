import css from "./Skeleton.module.css";

/** Room kept for something on its way. `height`: CSS length. */
export function Skeleton({ height = "1rem", width = "100%" }: { height?: string; width?: string }) {
  return <span className={css.bone} style={{ blockSize: height, inlineSize: width }} aria-hidden="true" />;
}

export function PanelSkeleton({ label = "Loading" }: { label?: string }) {
  return (
    <div className={css.panel} role="status" aria-label={label}>
      <Skeleton height="1.125rem" width="60%" />
      <Skeleton height="4rem" />
      <Skeleton height="4rem" />
      <Skeleton height="6rem" />
    </div>
  );
}
