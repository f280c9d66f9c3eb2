import type { RouteCheck } from "@fyr/contract";
import { callersInside, waypointMissing } from "../checks/carried-out.ts";
import { checkOf } from "../checks/facts.ts";
import { unknownHost } from "../checks/host-resolves.ts";
import { textIn } from "../json.ts";
import { type EditedObject, type FactsOf, planOf } from "./edited-object.ts";

/** Of a DestinationRule that is made or changed: the proxies of callers, or a waypoint, act on it. */
export function checkEditedPolicy({ after }: EditedObject, factsOf: FactsOf): RouteCheck[] {
  if (after?.kind !== "DestinationRule") return [];
  const host = textIn(after.spec, "host");
  if (host === undefined || host.startsWith("*")) return [];
  const facts = factsOf(after, planOf(after));
  const known = checkOf("host-resolves", unknownHost({ host, weight: 0 }, facts));
  return [known, callersInside(facts.mesh), waypointMissing(facts.mesh)].filter((check) => check !== undefined);
}
