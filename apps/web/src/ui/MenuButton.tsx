import { IconChevronDown } from "@tabler/icons-react";
import css from "./MenuButton.module.css";

/** A control that opens a list: what is chosen now, and an arrow. */
export function MenuButton({ children, ...rest }: React.ComponentPropsWithRef<"button">) {
  return (
    <button type="button" {...rest} className={css.button}>
      <span className={css.words}>{children}</span>
      <IconChevronDown size={13} stroke={1.8} aria-hidden="true" />
    </button>
  );
}
