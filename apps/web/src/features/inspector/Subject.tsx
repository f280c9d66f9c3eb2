import type { HealthStatus } from "@fyr/contract";
import { Chip, type Tone } from "../../ui/Chip.tsx";
import { healthWords } from "../../ui/health-text.ts";
import { basisWords } from "../../ui/health-words.ts";
import { PanelHead } from "../../ui/Panel.tsx";
import { StatusIcon } from "../../ui/StatusIcon.tsx";
import css from "./Subject.module.css";

const tones: Readonly<Record<HealthStatus, Tone>> = {
  healthy: "ok",
  degraded: "warn",
  failing: "bad",
  unknown: "plain",
};

/** What is selected: its health, its name, where it lives. */
export function Subject(props: {
  status: HealthStatus;
  /** What the health stands on: "2 of 2 pods ready". */
  basis?: string;
  /** "HTTP · seen by the caller · 5 min" */
  about: string;
  title: React.ReactNode;
  place: string;
  onClose: () => void;
}) {
  return (
    <>
      <PanelHead onClose={props.onClose}>
        <p className={css.about}>
          <Chip tone={tones[props.status]}>
            <StatusIcon status={props.status} size={11} label="" />
            {healthWords[props.status]}
          </Chip>
          <span>{props.about}</span>
        </p>
      </PanelHead>
      <h2 className={css.title}>{props.title}</h2>
      <p className={css.place}>{props.place}</p>
      {props.basis !== undefined && (
        <p className={css.basis}>
          {healthWords[props.status]}: {props.basis}.
        </p>
      )}
    </>
  );
}

/** What a health stands on, where it is anything else than the requests whose numbers stand below. */
export function basisOf(judged: Parameters<typeof basisWords>[0], windowSeconds: number): { basis?: string } {
  return judged.health.basis === "requests" ? {} : { basis: basisWords(judged, windowSeconds) };
}
