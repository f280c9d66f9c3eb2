import css from "./Button.module.css";
import { classNames } from "./class-names.ts";

export interface ButtonProps extends React.ComponentPropsWithRef<"button"> {
  /** One primary a screen: the next safe step. */
  readonly kind?: "primary" | "plain" | "quiet";
  readonly large?: boolean;
}

export function Button({ kind = "plain", large = false, className, ...rest }: ButtonProps) {
  return (
    <button type="button" {...rest} className={classNames(css.button, css[kind], large && css.large, className)} />
  );
}
