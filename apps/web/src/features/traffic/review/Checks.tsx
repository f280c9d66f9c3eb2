import type { CheckedObject, RouteCheck, RoutePlan } from "@fyr/contract";
import { isRouteKind } from "@fyr/routing";
import { Chip } from "../../../ui/Chip.tsx";
import { StatusIcon, type StatusShape } from "../../../ui/StatusIcon.tsx";
import type { EditedWhat } from "../route/owner-text.ts";
import { RouteLink } from "../route/RouteLink.tsx";
import css from "./Checks.module.css";
import { checkDocs } from "./check-links.ts";
import { checkCounts, checkText } from "./check-text.ts";

const shapes: Readonly<Record<RouteCheck["status"], StatusShape>> = {
  pass: "healthy",
  warn: "degraded",
  block: "failing",
};
const words: Readonly<Record<RouteCheck["status"], string>> = { pass: "Pass", warn: "Warning", block: "Blocks" };
const order: readonly RouteCheck["status"][] = ["block", "warn", "pass"];

type Checked = Pick<RoutePlan, "checks" | "route" | "owner"> & { readonly edited?: EditedWhat };

/** What was looked at before anything is written, worst first. `folded`: what passed is named on request only. */
export function Checks({ plan, folded = false }: { plan: Checked; folded?: boolean }) {
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
        <CheckList checks={folded ? checks.filter(({ status }) => status !== "pass") : checks} plan={plan} />
        {folded && counts.pass > 0 && (
          <details className={css.folded}>
            <summary>
              {counts.pass} {counts.pass === 1 ? "check passes" : "checks pass"}
            </summary>
            <CheckList checks={checks.filter(({ status }) => status === "pass")} plan={plan} />
          </details>
        )}
      </div>
    </section>
  );
}

function CheckList({ checks, plan }: { checks: readonly RouteCheck[]; plan: Checked }) {
  if (checks.length === 0) return null;
  return (
    <ul>
      {checks.map((check) => (
        <CheckLine key={`${check.code} ${check.detail ?? ""}`} check={check} plan={plan} />
      ))}
    </ul>
  );
}

function CheckLine({ check, plan }: { check: RouteCheck; plan: Checked }) {
  const { sentence, detail, quoted } = checkText(check, plan.route, plan.owner, plan.edited);
  const shown = check.status === "pass" ? [] : (check.objects ?? []);
  return (
    <li className={css.check}>
      <StatusIcon status={shapes[check.status]} size={15} label={words[check.status]} />
      <div>
        <p>
          {sentence}{" "}
          <a className={css.docs} href={checkDocs(check, plan.route)} target="_blank" rel="noreferrer">
            docs<span className="visually-hidden"> on this check: {sentence}</span>
          </a>
        </p>
        {detail !== undefined && <p className={quoted ? css.quote : css.detail}>{detail}</p>}
        {shown.length > 0 && (
          <p className={css.detail}>
            {shown.map((object) => (
              <CheckedName key={`${object.kind} ${object.namespace} ${object.name}`} object={object} />
            ))}
          </p>
        )}
      </div>
    </li>
  );
}

/** A route has a place here to go to; of other objects the command that shows them. */
function CheckedName({ object }: { object: CheckedObject }) {
  const { kind, namespace, name } = object;
  if (!isRouteKind(kind))
    return <code className={css.object}>{`kubectl -n ${namespace} get ${kind.toLowerCase()} ${name}`}</code>;
  return (
    <RouteLink route={{ kind, namespace, name }} className={css.docs}>
      {kind} {namespace}/{name}
    </RouteLink>
  );
}
