import { StatusIcon } from "../../ui/StatusIcon.tsx";
import css from "./Notice.module.css";

type NoticeTone = "plain" | "ok" | "warn" | "bad";

/** A few sentences set apart, under a title, by how good or bad they are. `announced`: read aloud when it appears. */
export function Notice(props: {
  tone: NoticeTone;
  title: React.ReactNode;
  announced?: boolean;
  children: React.ReactNode;
}) {
  return (
    <div className={css[props.tone]} {...(props.announced && { role: "status" })}>
      <StatusIcon status={shapes[props.tone]} size={18} label="" />
      <div className={css.words}>
        <strong>{props.title}</strong>
        {props.children}
      </div>
    </div>
  );
}

const shapes = { plain: "notice", ok: "healthy", warn: "degraded", bad: "failing" } as const;
