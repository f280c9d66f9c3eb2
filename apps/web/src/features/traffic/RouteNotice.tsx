import { StatusIcon } from "../../ui/StatusIcon.tsx";
import css from "./RouteNotice.module.css";

/** What happened to a route meanwhile, above its rules, with what can be done about it. */
export function RouteNotice(props: { tone: "plain" | "warn"; title: string; children: React.ReactNode }) {
  return (
    <div className={css[props.tone]} role="status">
      <StatusIcon status={props.tone === "warn" ? "degraded" : "notice"} size={16} label="" />
      <div className={css.words}>
        <strong>{props.title}</strong>
        {props.children}
      </div>
    </div>
  );
}
