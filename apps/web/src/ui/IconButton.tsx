import { classNames } from "./class-names.ts";
import css from "./IconButton.module.css";

export interface IconButtonProps extends Omit<React.ComponentPropsWithRef<"button">, "aria-label"> {
  /** What it does, for the tooltip and for screen readers. */
  readonly label: string;
}

export function IconButton({ label, className, ...rest }: IconButtonProps) {
  return (
    <button type="button" title={label} {...rest} aria-label={label} className={classNames(css.button, className)} />
  );
}
