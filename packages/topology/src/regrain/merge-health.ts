import type { Health, HealthBasis } from "@fyr/contract";
import { isWorse, worseOf } from "../health/health-of.ts";

/** A part of an edge or node with what it is called. */
export interface JudgedPart {
  readonly name: string;
  readonly health: Health;
}

/** A list for people. */
const mostCauses = 8;
/** Of what nothing can be said: the reason that tells most comes first. */
const telling: readonly HealthBasis[] = ["few-requests", "few-connections", "no-codes", "tcp", "no-requests"];

/**
 * As bad as the worst of its parts, or as all of it together where that is worse: a canary with little traffic fails
 * unseen in the total. Causes name the part; those of all together name none.
 */
export function healthOfParts(parts: readonly JudgedPart[], together?: Health): Health {
  const [only] = parts;
  if (only === undefined) return together ?? { status: "unknown", basis: "no-requests", causes: [] };
  if (parts.length === 1)
    return together !== undefined && isWorse(together.status, only.health.status) ? together : only.health;
  const all = [...(together === undefined ? [] : [together]), ...parts.map(({ health }) => health)];
  const status = all.map((health) => health.status).reduce(worseOf);
  const causes = [
    ...(together?.causes ?? []),
    ...parts.flatMap(({ name, health }) => health.causes.map((cause) => ({ ...cause, part: name }))),
  ];
  causes.sort((a, b) => Number(isWorse(b.status, a.status)) - Number(isWorse(a.status, b.status)));
  return { status, basis: basisOf(all, status), causes: causes.slice(0, mostCauses) };
}

function basisOf(all: readonly Health[], status: Health["status"]): HealthBasis {
  const bases = new Set(all.filter((health) => health.status === status).map(({ basis }) => basis));
  if (status === "unknown") return telling.find((basis) => bases.has(basis)) ?? "no-requests";
  return (["requests", "connections"] as const).find((basis) => bases.has(basis)) ?? "pods";
}
