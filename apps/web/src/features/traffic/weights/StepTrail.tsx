import { IconCheck } from "@tabler/icons-react";
import { classNames } from "../../../ui/class-names.ts";
import css from "./StepTrail.module.css";

export type RoadStep = "edit" | "review" | "apply" | "watch";

const steps: readonly { readonly step: RoadStep; readonly name: string }[] = [
  { step: "edit", name: "Edit" },
  { step: "review", name: "Review" },
  { step: "apply", name: "Apply" },
  { step: "watch", name: "See it in traffic" },
];

/** Where on the road from a draft to traffic one is. */
export function StepTrail({ at, finished = false }: { at: RoadStep; finished?: boolean }) {
  const here = steps.findIndex(({ step }) => step === at);
  return (
    <ol className={css.trail} aria-label="Steps of a change">
      {steps.map(({ step, name }, index) => {
        const done = index < here || (finished && index === here);
        const now = index === here && !done;
        return (
          <li key={step} className={classNames(css.step, now && css.now)} {...(now && { "aria-current": "step" })}>
            <span className={classNames(css.disc, done && css.done)}>
              {done ? <IconCheck size={12} stroke={2.4} /> : index + 1}
            </span>
            {name}
            {done && <span className="visually-hidden">, done</span>}
          </li>
        );
      })}
    </ol>
  );
}
