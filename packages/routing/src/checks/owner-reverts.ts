import type { RouteCheck } from "@fyr/contract";
import { mustConfirm } from "../owners/owner-of.ts";
import type { CheckFacts } from "./facts.ts";

/** Whoever else writes the object may not leave the new weights there. `detail` says who. */
export function ownerReverts({ owner }: Pick<CheckFacts, "owner">): RouteCheck {
  const code = "owner-reverts";
  if (owner.kind === "hand") return { code, status: "pass" };
  const detail = owner.name === undefined ? owner.kind : `${owner.kind} ${owner.name}`;
  return { code, status: mustConfirm(owner) ? "warn" : "pass", detail };
}
