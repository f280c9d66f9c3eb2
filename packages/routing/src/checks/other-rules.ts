import type { RouteCheck } from "@fyr/contract";
import { destinationName, sameDestination } from "../destination.ts";
import { dialectOf } from "../dialects/dialect-of.ts";
import type { KubernetesObject } from "../kubernetes-object.ts";
import { type ReadRule, readRoute } from "../read-route.ts";
import { covers } from "./covers.ts";
import { type CheckFacts, checkOf, type Finding, isSameObject, objectRef } from "./facts.ts";

/** The first rule that matches wins: what an earlier one takes, these weights do not move. */
export function otherRules({ object, plan }: CheckFacts): RouteCheck {
  const rules = readRoute(object).rules.filter(({ rule }) => rule.protocol === plan.rule.protocol);
  const place = rules.findIndex(({ rule }) => rule.index === plan.rule.index);
  const own = rules[place];
  const { leftOut } = dialectOf(object).weights;
  const findings = own === undefined ? [] : rules.slice(0, place).flatMap((earlier) => standsInTheWay(earlier, own));
  return checkOf("other-rules", findings);

  function standsInTheWay(earlier: ReadRule, later: ReadRule): Finding[] {
    const name = earlier.name ?? `rule ${rules.indexOf(earlier) + 1}`;
    if (earlier.matches.length === 0) return [{ status: "warn", detail: `${name} takes everything before this rule` }];
    const covered = covers(earlier.matches, later.matches, object.kind !== "VirtualService");
    if (covered === "yes") return [{ status: "warn", detail: `${name} takes all that this rule matches, before it` }];
    const lowered = plan.moves.filter(({ from, to }) => (to ?? leftOut) < (from ?? leftOut));
    const stays = earlier.destinations.filter(
      ({ destination, share }) => share > 0 && lowered.some((move) => sameDestination(move.destination, destination)),
    );
    const names = stays.map(({ destination }) => destinationName(destination)).join(", ");
    return [
      ...(names === "" ? [] : [{ status: "warn" as const, detail: `${name} keeps sending to ${names}` }]),
      ...(covered === "unknown"
        ? [
            {
              status: "pass" as const,
              detail: `whether the expression of ${name} takes these requests first was not worked out`,
            },
          ]
        : []),
    ];
  }
}

/**
 * Once a route is attached to a Service, requests that match no rule of any route there are answered 404: without a
 * rule for everything else, some callers may fail.
 */
export function unmatched({ object, routes }: CheckFacts): RouteCheck | undefined {
  const services = readRoute(object).parents.filter(({ kind }) => kind === "Service");
  const { ruleLists } = dialectOf(object);
  if (services.length === 0 || !ruleLists.some(({ protocol }) => protocol === "http" || protocol === "grpc")) {
    return undefined;
  }
  const together = [
    object,
    ...routes.filter((other) => other.kind !== "VirtualService" && !isSameObject(other, object)),
  ];
  const findings = services.flatMap((service): Finding[] => {
    const attached = together.filter((each) =>
      readRoute(each).parents.some(
        ({ kind, namespace, name }) => kind === "Service" && namespace === service.namespace && name === service.name,
      ),
    );
    if (attached.some(takesEverything)) return [];
    const detail = `no rule for ${service.name} takes everything else`;
    return [{ status: "warn", detail, objects: attached.filter((each) => !isSameObject(each, object)).map(objectRef) }];
  });
  return checkOf("unmatched", findings);
}

function takesEverything(route: KubernetesObject): boolean {
  return readRoute(route).rules.some(
    ({ matches }) => matches.length === 0 || matches.some((group) => group.length === 0),
  );
}
