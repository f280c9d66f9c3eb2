import type { EditedKind } from "@fyr/contract";
import { isObject, type JsonObject, listIn } from "../json.ts";
import { type JsonPath, withValue } from "./json-path.ts";

/** Where an object keeps the rules for requests. Connections (tls, tcp) are edited as YAML. */
export function rulesPath(kind: EditedKind): JsonPath {
  return [kind === "VirtualService" ? "http" : "rules"];
}

export function rulesOf(kind: EditedKind, spec: JsonObject): readonly JsonObject[] {
  return listIn(spec, String(rulesPath(kind)[0])).filter(isObject);
}

/** One rule changed; the others stay the same objects. */
export function withRule(
  kind: EditedKind,
  spec: JsonObject,
  index: number,
  change: (rule: JsonObject) => JsonObject,
): JsonObject {
  const rule = rulesOf(kind, spec)[index];
  return rule === undefined ? spec : withValue(spec, [...rulesPath(kind), index], change(rule));
}

export function moveRule(kind: EditedKind, spec: JsonObject, from: number, to: number): JsonObject {
  const rules = rulesOf(kind, spec);
  const rule = rules[from];
  if (rule === undefined || to < 0 || to >= rules.length) return spec;
  return withValue(spec, rulesPath(kind), rules.toSpliced(from, 1).toSpliced(to, 0, rule));
}

export function removeRule(kind: EditedKind, spec: JsonObject, index: number): JsonObject {
  return withValue(spec, rulesPath(kind), rulesOf(kind, spec).toSpliced(index, 1));
}

/** A rule for requests with one header, before all others, sent where the last rule sends most. */
export function addRule(kind: EditedKind, spec: JsonObject): JsonObject {
  const rules = rulesOf(kind, spec);
  const last = rules.at(-1);
  const rule = kind === "VirtualService" ? newIstioRule(last) : newGatewayRule(kind, last);
  return withValue(spec, rulesPath(kind), [rule, ...rules]);
}

function newIstioRule(like: JsonObject | undefined): JsonObject {
  const destination = heaviest(listIn(like, "route"));
  return {
    match: [{ headers: { "x-canary": { exact: "always" } } }],
    route: isObject(destination) ? [{ destination: destination["destination"] }] : [],
  };
}

function newGatewayRule(kind: EditedKind, like: JsonObject | undefined): JsonObject {
  const backend = heaviest(listIn(like, "backendRefs"));
  const { weight: _, ...ref } = isObject(backend) ? backend : {};
  const header = { headers: [{ type: "Exact", name: "x-canary", value: "always" }] };
  const hasMatches = kind === "HTTPRoute" || kind === "GRPCRoute";
  return { ...(hasMatches && { matches: [header] }), backendRefs: isObject(backend) ? [ref] : [] };
}

function heaviest(entries: readonly unknown[]): unknown {
  const weightOf = (entry: unknown) => (isObject(entry) && typeof entry["weight"] === "number" ? entry["weight"] : 0);
  return entries.toSorted((a, b) => weightOf(b) - weightOf(a))[0];
}
