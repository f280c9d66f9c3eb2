import type { RuleRef, ShiftRequest, TrafficRoute } from "@fyr/contract";
import { stableAndCanary } from "@fyr/routing";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "../../../ui/Button.tsx";
import { refreshRoutes } from "../progress/use-change-log.ts";
import { FailedTry } from "../review/FailedTry.tsx";
import { ruleOf } from "../weights/draft.ts";
import { destinationLabel } from "./destination-in-words.ts";
import { type GuardForm, readForm, sensibleForm } from "./guard-form.ts";
import { startShift } from "./guard-queries.ts";
import { countedSpan, durationInWords, isGuarded } from "./guard-text.ts";
import { LimitFields } from "./LimitFields.tsx";
import css from "./ShiftPlan.module.css";
import { StepsBar } from "./StepsBar.tsx";
import { readSteps, stepsInText } from "./shift-form.ts";
import { useGuards } from "./use-guards.ts";

const presets = [
  { name: "Careful", percents: [1, 5, 25, 50, 100], minutes: 10 },
  { name: "Brisk", percents: [5, 25, 50, 100], minutes: 2 },
  { name: "Halves", percents: [10, 50, 100], minutes: 5 },
];

/** Instead of one move: several that follow by themselves while limits are kept. */
export function ShiftPlan({ route, ruleRef }: { route: TrafficRoute; ruleRef: RuleRef }) {
  const { guards, shifts } = useGuards(route.route);
  const isBusy = [...guards, ...shifts].some(({ endedAt }) => endedAt === undefined);
  const rule = ruleOf(route, ruleRef);
  const roles = rule && stableAndCanary(rule.destinations);
  if (rule === undefined || roles === undefined || isBusy || !isGuarded(ruleRef) || route.owner.drives) return null;
  const canary = rule.destinations[roles.canary];
  const stable = rule.destinations[roles.stable];
  if (canary === undefined || stable === undefined || canary.configuredShare >= 1) return null;
  return (
    <details className={css.plan}>
      <summary className={css.summary}>Shift in steps…</summary>
      <PlanForm route={route} ruleRef={ruleRef} canary={canary} stable={stable} />
    </details>
  );
}

interface PlanFormProps {
  readonly route: TrafficRoute;
  readonly ruleRef: RuleRef;
  readonly canary: TrafficRoute["rules"][number]["destinations"][number];
  readonly stable: PlanFormProps["canary"];
}

function PlanForm({ route, ruleRef, canary, stable }: PlanFormProps) {
  const queries = useQueryClient();
  const now = canary.configuredShare * 100;
  const textOf = ({ percents, minutes }: (typeof presets)[number]) =>
    stepsInText(percents.filter((percent) => percent > now).map((percent) => ({ percent, minutes })));
  const [text, setText] = useState(() => presets.map(textOf)[0] ?? "");
  const [form, setForm] = useState<GuardForm>(() => sensibleForm(stable));
  const start = useMutation({
    mutationFn: (request: ShiftRequest) => startShift(request),
    onSettled: () => {
      refreshRoutes(queries);
      void queries.invalidateQueries({ queryKey: ["route-changes"] });
      return queries.invalidateQueries({ queryKey: ["shifts"] });
    },
  });
  const steps = readSteps(text, now);
  const limits = readForm(form);
  const fault = !steps.ok ? steps.sentence : limits.ok ? undefined : limits.sentence;
  const totalMinutes = steps.ok ? steps.steps.reduce((sum, { minutes }) => sum + minutes, 0) : 0;
  const begin = () => {
    if (!steps.ok || !limits.ok) return;
    const { host, subset, port } = canary;
    start.mutate({
      route: route.route,
      rule: ruleRef,
      resourceVersion: route.resourceVersion,
      canary: { host, ...(subset !== undefined && { subset }), ...(port !== undefined && { port }) },
      steps: [...steps.steps],
      limits: limits.limits,
    });
  };
  return (
    <div className={css.form}>
      <p className={css.aside}>
        {destinationLabel(canary)} gets more step by step. Each step waits, and everything goes back as soon as a limit
        is broken. {countedSpan}
      </p>
      <fieldset className={css.presets} aria-label="Usual plans">
        {presets.map((preset) => (
          <Button key={preset.name} onClick={() => setText(textOf(preset))}>
            {preset.name}: {preset.percents.join(" → ")}
          </Button>
        ))}
      </fieldset>
      <label className={css.steps}>
        <span>
          Steps <span className={css.aside}>percent for minutes, one after the other</span>
        </span>
        <input
          className={css.input}
          value={text}
          autoComplete="off"
          aria-invalid={!steps.ok}
          onChange={(event) => setText(event.currentTarget.value)}
        />
      </label>
      {steps.ok && <StepsBar steps={[...steps.steps]} />}
      <LimitFields form={form} withMinutes={false} onForm={setForm} />
      {fault !== undefined && (
        <p className={css.fault} role="alert">
          {fault}
        </p>
      )}
      {start.isError && <FailedTry what="Start" at={start.submittedAt} error={start.error} />}
      <div className={css.presets}>
        <Button kind="primary" large disabled={fault !== undefined || start.isPending} onClick={begin}>
          {start.isPending ? "Starting…" : "Start shift"}
        </Button>
        <span className={css.aside}>{steps.ok && `Takes ${durationInWords(totalMinutes * 60)} if all goes well.`}</span>
      </div>
    </div>
  );
}
