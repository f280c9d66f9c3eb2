import { IconX } from "@tabler/icons-react";
import { IconButton } from "./IconButton.tsx";
import css from "./Panel.module.css";

/** A column of sections with a hairline between them. */
export function Panel({ label, children }: { label: string; children: React.ReactNode }) {
  return (
    <section className={css.panel} aria-label={label}>
      {children}
    </section>
  );
}

export function PanelHead({ onClose, children }: { onClose?: () => void; children: React.ReactNode }) {
  return (
    <header className={css.head}>
      <div className={css.headWords}>{children}</div>
      {onClose && (
        <IconButton label="Close (Esc)" onClick={onClose}>
          <IconX size={16} stroke={1.6} />
        </IconButton>
      )}
    </header>
  );
}

/** `aside` stands right of the title: "last 30 min". */
export function Section({
  title,
  aside,
  children,
}: {
  title?: string;
  aside?: React.ReactNode;
  children: React.ReactNode;
}) {
  return (
    <section className={css.section}>
      {title !== undefined && (
        <div className={css.sectionHead}>
          <h3 className={css.title}>{title}</h3>
          {aside !== undefined && <span className={css.aside}>{aside}</span>}
        </div>
      )}
      {children}
    </section>
  );
}
