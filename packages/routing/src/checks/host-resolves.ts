import type { RouteCheck, Weight } from "@fyr/contract";
import { destinationName } from "../destination.ts";
import { dialectOf } from "../dialects/dialect-of.ts";
import { resolveHost, serviceOfHost } from "../host-names.ts";
import { listIn, textIn } from "../json.ts";
import { type CheckFacts, checkOf, type Finding } from "./facts.ts";

/** Where traffic is sent must be known to the mesh, and allowed: else that share of the requests fails. */
export function hostResolves(facts: CheckFacts): RouteCheck {
  return checkOf(
    "host-resolves",
    facts.plan.after.flatMap((weight) => [...unknownHost(weight, facts), ...missingGrant(weight, facts)]),
  );
}

/** Of what a route sends to, and of what a DestinationRule is about. */
export function unknownHost(weight: Weight, { plan, isKnownHost }: CheckFacts): Finding[] {
  const name = destinationName(weight);
  if (weight.host.includes("/")) return [{ status: "warn", detail: `${name} is no Service: it was not looked up` }];
  const host = resolveHost(weight.host, plan.route.namespace);
  const known = isKnownHost(host);
  if (known === undefined) return [{ status: "warn", detail: `${name}: services could not be read` }];
  if (known) return [];
  const service = serviceOfHost(host);
  if (service === undefined) return [{ status: "warn", detail: `no ServiceEntry names ${name}` }];
  const detail = `there is no Service ${service.name} in ${service.namespace}`;
  return [{ status: weight.weight > 0 ? "block" : "warn", detail }];
}

/** A backend of another namespace takes that namespace's word for it: a ReferenceGrant. */
function missingGrant(weight: Weight, { object, plan, referenceGrants }: CheckFacts): Finding[] {
  const service = serviceOfHost(resolveHost(weight.host, plan.route.namespace));
  const { group, kind } = dialectOf(object);
  if (group !== "gateway.networking.k8s.io" || service === undefined) return [];
  if (service.namespace === plan.route.namespace) return [];
  const from = `${kind} in ${plan.route.namespace}`;
  if (referenceGrants === undefined) {
    return [
      { status: "warn", detail: `whether ${service.namespace} grants ${service.name} to an ${from} could not be read` },
    ];
  }
  const granted = referenceGrants.some(
    ({ metadata, spec }) =>
      metadata.namespace === service.namespace &&
      listIn(spec, "from").some(
        (entry) => textIn(entry, "kind") === kind && textIn(entry, "namespace") === plan.route.namespace,
      ) &&
      listIn(spec, "to").some(
        (entry) => textIn(entry, "kind") === "Service" && (textIn(entry, "name") ?? service.name) === service.name,
      ),
  );
  if (granted) return [];
  const detail = `no ReferenceGrant in ${service.namespace} allows an ${from} to send to ${service.name}`;
  return [{ status: weight.weight > 0 ? "block" : "warn", detail }];
}
