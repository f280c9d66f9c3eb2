import type { Owner, RouteCheck } from "@fyr/contract";
import { checkOf, type Finding } from "../checks/facts.ts";
import { ownerReverts } from "../checks/owner-reverts.ts";
import { isRouteKind } from "../dialects/dialect-of.ts";
import { resolveHost } from "../host-names.ts";
import { textIn } from "../json.ts";
import type { KubernetesObject } from "../kubernetes-object.ts";
import type { OwnerObjects } from "../owners/owner-objects.ts";
import { ownerOf } from "../owners/owner-of.ts";
import { readRoute } from "../read-route.ts";
import { checkEditedPolicy } from "./check-edited-policy.ts";
import { checkEditedRoute } from "./check-edited-route.ts";
import type { EditedObject, FactsOf } from "./edited-object.ts";
import { hiddenRules } from "./hidden-rules.ts";
import { editPatch } from "./plan-edit.ts";
import { subsetsStillUsed } from "./remove-split.ts";

/** What the checks look at: the cluster as it will be when the whole edit is done. */
export interface EditFacts {
  readonly edited: readonly EditedObject[];
  /** All of them: whether a subset is still sent to is not a matter of who may look. */
  readonly virtualServices: readonly KubernetesObject[];
  readonly factsOf: FactsOf;
  /** What owners say of themselves. */
  readonly owners: OwnerObjects;
}

/** One check a code, the worst of all objects and rules: what an edit does not touch does not stand against it. */
export function checkEdit(facts: EditFacts): RouteCheck[] {
  const found = facts.edited.flatMap((each) => [
    ...ownerChecks(each, facts),
    ...checkEditedRoute(each, facts.factsOf),
    ...checkEditedPolicy(each, facts.factsOf),
    ...hiddenChecks(each),
    ...subsetChecks(each, facts),
  ]);
  const codes = [...new Set(found.map(({ code }) => code))];
  return codes.map((code) => worstOf(code, found));
}

/** What several objects or rules have in common is said once. */
function worstOf(code: RouteCheck["code"], found: readonly RouteCheck[]): RouteCheck {
  const own = found.filter((check) => check.code === code);
  const status = (["block", "warn"] as const).find((worst) => own.some((check) => check.status === worst)) ?? "pass";
  const findings = own.flatMap(({ detail, objects, ...check }): Finding[] =>
    detail === undefined || check.status !== status ? [] : [{ status, detail, ...(objects && { objects }) }],
  );
  const told = findings.filter(({ detail }, place) => findings.findIndex((each) => each.detail === detail) === place);
  return told.length === 0 ? { code, status } : checkOf(code, told);
}

function ownerChecks(edited: EditedObject, { owners }: EditFacts): RouteCheck[] {
  return edited.before === undefined ? [] : [ownerReverts({ owner: ownerOfEdited(edited, owners) })];
}

/** By all that the edit changes: an owner that leaves weights alone may put a timeout back. */
export function ownerOfEdited({ before, after }: EditedObject, owners: OwnerObjects): Owner {
  if (before === undefined || after === undefined) return ownerOf(before ?? after ?? noObject, owners, [""]);
  const written = editPatch(before, after.spec ?? {}).flatMap(({ op, path }) => (op === "test" ? [] : [path]));
  return ownerOf(before, owners, written);
}

/** An edit is of something; the compiler does not know. */
const noObject: KubernetesObject = { apiVersion: "", kind: "", metadata: { name: "" } };

function hiddenChecks({ before, after }: EditedObject): RouteCheck[] {
  if (after === undefined || !isRouteKind(after.kind)) return [];
  const kind = after.kind === "VirtualService" ? after.kind : "HTTPRoute";
  const known = new Set(hiddenRules(kind, before?.spec ?? {}).map(({ index, by }) => `${index} ${by}`));
  const findings = hiddenRules(kind, after.spec ?? {})
    .filter(({ index, by }) => !known.has(`${index} ${by}`))
    .map(({ index, by }): Finding => ({ status: "warn", detail: `rule ${index + 1} is behind rule ${by + 1}` }));
  return [checkOf("rule-hidden", findings)];
}

function subsetChecks({ before, after }: EditedObject, { virtualServices }: EditFacts): RouteCheck[] {
  if (before?.kind !== "DestinationRule") return [];
  const namespace = before.metadata.namespace ?? "default";
  const host = resolveHost(textIn(before.spec, "host") ?? "", namespace);
  const used = subsetsStillUsed(before, after, virtualServices, (route, subset) =>
    readRoute(route).rules.some((rule) =>
      rule.destinations.some(
        ({ destination }) =>
          destination.subset === subset &&
          resolveHost(destination.host, route.metadata.namespace ?? "default") === host,
      ),
    ),
  );
  const findings = used.map(
    ({ subset, route }): Finding => ({ status: "block", detail: `${route} sends to ${subset}` }),
  );
  return [checkOf("subset-in-use", findings)];
}

/** Hosts a route sends requests to, mirrors left out. Full names. */
export function hostsSentTo(object: KubernetesObject): string[] {
  const { namespace = "default" } = object.metadata;
  const rules = isRouteKind(object.kind) ? readRoute(object).rules : [];
  const hosts = rules.flatMap((rule) => rule.destinations.map(({ destination }) => destination.host));
  return [...new Set(hosts.map((host) => resolveHost(host, namespace)))];
}
