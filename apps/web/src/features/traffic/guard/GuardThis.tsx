import type { Destination, GuardRequest, RoutePlan, TrafficRoute } from "@fyr/contract";
import { stableBeside } from "@fyr/routing";
import { useState } from "react";
import { inNumbers, ruleOf } from "../weights/draft.ts";
import { destinationLabel } from "./destination-in-words.ts";
import css from "./GuardThis.module.css";
import { type GuardForm, readForm, sensibleForm } from "./guard-form.ts";
import { countedSpan, isGuarded, noGuard } from "./guard-text.ts";
import { LimitFields } from "./LimitFields.tsx";

interface GuardThisProps {
  readonly route: TrafficRoute;
  readonly plan: RoutePlan;
  readonly onGuard: (guard: GuardRequest | undefined) => void;
}

/** In the review: lets the change go back by itself where the destination that gets more does badly. */
export function GuardThis({ route, plan, onGuard }: GuardThisProps) {
  const canary = grownMost(plan);
  const stable = canary && stableBeside(plan.before, canary);
  const destinations = ruleOf(route, plan.rule)?.destinations ?? [];
  const [form, setForm] = useState<GuardForm>(() =>
    sensibleForm(destinations.find((one) => stable !== undefined && isSame(one, stable))),
  );
  const [isOn, setIsOn] = useState(false);
  if (canary === undefined || route.owner.drives) return null;
  if (!isGuarded(plan.rule)) return <p className={css.aside}>{noGuard}</p>;
  const read = readForm(form);
  const tell = (on: boolean, next: GuardForm) => {
    const given = readForm(next);
    onGuard(on && given.ok ? { minutes: given.minutes, limits: given.limits, canary } : undefined);
  };
  return (
    <fieldset className={css.guard}>
      <label className={css.switch}>
        <input
          type="checkbox"
          checked={isOn}
          onChange={(event) => {
            setIsOn(event.currentTarget.checked);
            tell(event.currentTarget.checked, form);
          }}
        />
        <strong>Guard this change</strong>
        <span className={css.aside}>
          back to {inNumbers(plan.before)} by itself if {destinationLabel(canary)} does worse than this
        </span>
      </label>
      {isOn && <p className={css.aside}>{countedSpan}</p>}
      {isOn && (
        <LimitFields
          form={form}
          withMinutes
          onForm={(next) => {
            setForm(next);
            tell(true, next);
          }}
        />
      )}
      {isOn && !read.ok && (
        <p className={css.fault} role="alert">
          {read.sentence} The change would not be guarded.
        </p>
      )}
    </fieldset>
  );
}

/** The destination that gets more than before, by most. */
function grownMost({ before, after }: RoutePlan): Destination | undefined {
  const grown = after
    .map((weight, place) => ({ weight, by: weight.weight - (before[place]?.weight ?? 0) }))
    .filter(({ by }) => by > 0)
    .toSorted((a, b) => b.by - a.by);
  const [most] = grown;
  if (most === undefined) return undefined;
  const { weight: _, ...destination } = most.weight;
  return destination;
}

function isSame(a: Destination, b: Destination): boolean {
  return a.host === b.host && a.subset === b.subset && a.port === b.port;
}
