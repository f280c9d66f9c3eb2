import type { EditedKind } from "@fyr/contract";
import { isObject, type JsonObject, listIn, objectIn, textIn } from "../json.ts";
import { type JsonPath, withValue } from "./json-path.ts";

/** A condition a form can write. `present` has no value. */
export interface EditedCondition {
  readonly on: "path" | "method" | "header" | "query";
  /** Of the header or parameter. */
  readonly name?: string;
  readonly op: "exact" | "prefix" | "regex" | "present";
  readonly value: string;
}

/** Groups of conditions: any group is enough, all conditions of a group must hold. */
export function readGroups(kind: EditedKind, rule: JsonObject): EditedCondition[][] {
  return groupsOf(kind, rule).map((group) => (kind === "VirtualService" ? istioGroup(group) : gatewayGroup(group)));
}

/** Fields of the group that no form knows stay, and so do conditions that stay as they are. */
export function writeGroup(
  kind: EditedKind,
  rule: JsonObject,
  index: number,
  conditions: readonly EditedCondition[],
): JsonObject {
  const group = groupsOf(kind, rule)[index] ?? {};
  const next = kind === "VirtualService" ? withIstio(group, conditions) : withGateway(group, conditions);
  return withValue(rule, [...groupsPath(kind), index], next);
}

export function addGroup(kind: EditedKind, rule: JsonObject): JsonObject {
  const group =
    kind === "VirtualService"
      ? { uri: { prefix: "/" } }
      : { headers: [{ type: "Exact", name: "x-canary", value: "always" }] };
  return withValue(rule, groupsPath(kind), [...groupsOf(kind, rule), group]);
}

/** The last group takes the whole condition along: the rule then takes every request. */
export function removeGroup(kind: EditedKind, rule: JsonObject, index: number): JsonObject {
  return withValue(rule, [...groupsPath(kind), index], undefined);
}

/** What each kind can compare. GRPCRoutes match methods by service, which is edited as YAML. */
export function opsOf(kind: EditedKind, on: EditedCondition["on"]): readonly EditedCondition["op"][] {
  if (kind === "VirtualService")
    return on === "header" ? ["exact", "prefix", "regex", "present"] : ["exact", "prefix", "regex"];
  if (on === "path") return ["exact", "prefix", "regex"];
  return on === "method" ? ["exact"] : ["exact", "regex"];
}

export function conditionsOf(kind: EditedKind): readonly EditedCondition["on"][] {
  return kind === "GRPCRoute" ? ["header"] : ["path", "method", "header", "query"];
}

function groupsPath(kind: EditedKind): JsonPath {
  return [kind === "VirtualService" ? "match" : "matches"];
}

function groupsOf(kind: EditedKind, rule: JsonObject): readonly JsonObject[] {
  return listIn(rule, String(groupsPath(kind)[0])).map((group) => (isObject(group) ? group : {}));
}

const istioFields = { path: "uri", method: "method" } as const;
const istioMaps = { header: "headers", query: "queryParams" } as const;

function istioGroup(group: JsonObject): EditedCondition[] {
  const scalars = (["path", "method"] as const).flatMap((on) => {
    const match = group[istioFields[on]];
    return isObject(match) ? [istioCondition(on, undefined, match)] : [];
  });
  const maps = (["header", "query"] as const).flatMap((on) =>
    Object.entries(objectIn(group, istioMaps[on])).map(([name, match]) => istioCondition(on, name, match)),
  );
  return [...scalars, ...maps];
}

function istioCondition(on: EditedCondition["on"], name: string | undefined, match: unknown): EditedCondition {
  const named = name === undefined ? {} : { name };
  for (const op of ["exact", "prefix", "regex"] as const) {
    const value = isObject(match) ? match[op] : undefined;
    if (typeof value === "string") return { on, ...named, op, value };
  }
  return { on, ...named, op: "present", value: "" };
}

function withIstio(group: JsonObject, conditions: readonly EditedCondition[]): JsonObject {
  const scalars = (["path", "method"] as const).reduce((at, on) => {
    const wanted = conditions.find((condition) => condition.on === on);
    return withValue(at, [istioFields[on]], wanted && istioMatch(wanted, at[istioFields[on]]));
  }, group);
  return (["header", "query"] as const).reduce((at, on) => {
    const before = objectIn(at, istioMaps[on]);
    const wanted = conditions.filter((condition) => condition.on === on && condition.name);
    const after = Object.fromEntries(wanted.map((each) => [each.name, istioMatch(each, before[each.name ?? ""])]));
    const isEmpty = wanted.length === 0 && Object.keys(before).length > 0;
    return wanted.length > 0 || isEmpty ? withValue(at, [istioMaps[on]], isEmpty ? undefined : after) : at;
  }, scalars);
}

/** What is written says the same as before: it stays, with what no form knows of it. */
function istioMatch(wanted: EditedCondition, before: unknown): JsonObject {
  const was = isObject(before) ? istioCondition(wanted.on, wanted.name, before) : undefined;
  if (isObject(before) && was?.op === wanted.op && was.value === wanted.value) return before;
  return wanted.op === "present" ? {} : { [wanted.op]: wanted.value };
}

const gatewayTypes = { exact: "Exact", prefix: "PathPrefix", regex: "RegularExpression", present: "Exact" } as const;
const gatewayLists = { header: "headers", query: "queryParams" } as const;

function gatewayGroup(group: JsonObject): EditedCondition[] {
  const path = objectIn(group, "path");
  const method = textIn(group, "method");
  return [
    ...(isObject(group["path"]) ? [gatewayCondition("path", path, "PathPrefix")] : []),
    ...(method === undefined ? [] : [{ on: "method", op: "exact", value: method } as const]),
    ...(["header", "query"] as const).flatMap((on) =>
      listIn(group, gatewayLists[on]).map((entry) => gatewayCondition(on, entry, "Exact")),
    ),
  ];
}

function gatewayCondition(on: EditedCondition["on"], entry: unknown, usual: string): EditedCondition {
  const type = textIn(entry, "type") ?? usual;
  const op = type === "PathPrefix" ? "prefix" : type === "RegularExpression" ? "regex" : "exact";
  const name = textIn(entry, "name");
  const value = textIn(entry, "value") ?? (on === "path" ? "/" : "");
  return { on, ...(name !== undefined && { name }), op, value };
}

function withGateway(group: JsonObject, conditions: readonly EditedCondition[]): JsonObject {
  const path = conditions.find(({ on }) => on === "path");
  const method = conditions.find(({ on }) => on === "method");
  const scalars = withValue(
    withValue(group, ["path"], path && gatewayMatch(path, group["path"], "PathPrefix")),
    ["method"],
    // A GRPCRoute's method is an object of its own: no form writes it.
    isObject(group["method"]) ? group["method"] : method?.value,
  );
  return (["header", "query"] as const).reduce((at, on) => {
    const before = listIn(at, gatewayLists[on]);
    const wanted = conditions.filter((condition) => condition.on === on && condition.name);
    if (wanted.length === 0 && before.length === 0) return at;
    const after = wanted.map((each) => {
      const was = before.find((entry) => textIn(entry, "name") === each.name);
      return { ...gatewayMatch(each, was, "Exact") };
    });
    return withValue(at, [gatewayLists[on]], after.length === 0 ? undefined : after);
  }, scalars);
}

function gatewayMatch(wanted: EditedCondition, before: unknown, usual: string): JsonObject {
  const was = isObject(before) ? gatewayCondition(wanted.on, before, usual) : undefined;
  if (isObject(before) && was?.op === wanted.op && was.value === wanted.value) return before;
  const named = wanted.name === undefined ? {} : { name: wanted.name };
  return { type: gatewayTypes[wanted.op], ...named, value: wanted.value };
}
