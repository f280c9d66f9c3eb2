import type { RouteCheck, RoutePlan, RouteRef } from "@fyr/contract";
import { Chip } from "../../ui/Chip.tsx";
import { StatusIcon, type StatusShape } from "../../ui/StatusIcon.tsx";
import css from "./Checks.module.css";
import { checkCounts, checkText } from "./check-text.ts";

const shapes: Readonly<Record<RouteCheck["status"], StatusShape>> = {
  pass: "healthy",
  warn: "degraded",
  block: "failing",
};
const words: Readonly<Record<RouteCheck["status"], string>> = { pass: "Pass", warn: "Warning", block: "Blocks" };
const order: readonly RouteCheck["status"][] = ["block", "warn", "pass"];

/** What was looked at before anything is written, worst first. `folded`: what passed is named on request only. */
export function Checks({ plan, folded = false }: { plan: RoutePlan; folded?: boolean }) {
  const counts = checkCounts(plan.checks);
  const checks = plan.checks.toSorted((a, b) => order.indexOf(a.status) - order.indexOf(b.status));
  return (
    <section className={css.section} aria-label="Checks">
      <div className={css.head}>
        <h3 className={css.title}>Checks</h3>
        <Chip tone={counts.pass > 0 ? "ok" : "plain"}>{counts.pass} pass</Chip>
        <Chip tone={counts.warn > 0 ? "warn" : "plain"}>
          {counts.warn} {counts.warn === 1 ? "warning" : "warnings"}
        </Chip>
        <Chip tone={counts.block > 0 ? "bad" : "plain"}>{counts.block} block</Chip>
      </div>
      <div className={css.box}>
        <CheckList checks={folded ? checks.filter(({ status }) => status !== "pass") : checks} route={plan.route} />
        {folded && counts.pass > 0 && (
          <details className={css.folded}>
            <summary>
              {counts.pass} {counts.pass === 1 ? "check passes" : "checks pass"}
            </summary>
            <CheckList checks={checks.filter(({ status }) => status === "pass")} route={plan.route} />
          </details>
        )}
      </div>
    </section>
  );
}

function CheckList({ checks, route }: { checks: readonly RouteCheck[]; route: RouteRef }) {
  if (checks.length === 0) return null;
  return (
    <ul>
      {checks.map((check) => (
        <CheckLine key={`${check.code} ${check.detail ?? ""}`} check={check} route={route} />
      ))}
    </ul>
  );
}

function CheckLine({ check, route }: { check: RouteCheck; route: RouteRef }) {
  const { sentence, detail, quoted } = checkText(check, route);
  return (
    <li className={css.check}>
      <StatusIcon status={shapes[check.status]} size={15} label={words[check.status]} />
      <div>
        <p>{sentence}</p>
        {detail !== undefined && <p className={quoted ? css.quote : css.detail}>{detail}</p>}
      </div>
    </li>
  );
}
