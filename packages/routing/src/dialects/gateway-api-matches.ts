import type { MatchCondition } from "@fyr/contract";
import { isObject, listIn, textIn, textsIn } from "../json.ts";
import type { KubernetesObject } from "../kubernetes-object.ts";

/** A path that starts with `/` is every path: the API server writes it where a rule names none. */
export function readHttpMatches(rule: unknown): MatchCondition[][] {
  return listIn(rule, "matches").map((match) => {
    const path = isObject(match) ? match["path"] : undefined;
    const method = textIn(match, "method");
    return [
      ...(path === undefined || isEveryPath(path) ? [] : [compared({ on: "uri" }, path, "PathPrefix")]),
      ...(method === undefined ? [] : [{ on: "method" as const, op: "exact" as const, value: method }]),
      ...named("header", listIn(match, "headers")),
      ...named("queryParam", listIn(match, "queryParams")),
    ];
  });
}

export function readGrpcMatches(rule: unknown): MatchCondition[][] {
  return listIn(rule, "matches").map((match) => {
    const asked = isObject(match) ? match["method"] : undefined;
    const type = textIn(asked, "type");
    const parts = (["service", "method"] as const).flatMap((part): MatchCondition[] => {
      const value = textIn(asked, part);
      const on = part === "service" ? "grpcService" : "method";
      return value === undefined ? [] : [compared({ on }, { type, value }, "Exact")];
    });
    return [...parts, ...named("header", listIn(match, "headers"))];
  });
}

/** A TLSRoute tells connections apart by the name they ask for, and by nothing else. */
export function readTlsMatches({ spec }: KubernetesObject): MatchCondition[][] {
  const names = textsIn(spec, "hostnames");
  return names.length === 0 ? [] : [[{ on: "sniHost", op: "exact", value: names.join(", ") }]];
}

function isEveryPath(path: unknown): boolean {
  return (textIn(path, "type") ?? "PathPrefix") === "PathPrefix" && (textIn(path, "value") ?? "/") === "/";
}

function named(on: "header" | "queryParam", values: readonly unknown[]): MatchCondition[] {
  return values.map((value) => compared({ on, name: textIn(value, "name") ?? "" }, value, "Exact"));
}

function compared(condition: Pick<MatchCondition, "on" | "name">, match: unknown, otherwise: string): MatchCondition {
  const op = ops[textIn(match, "type") ?? otherwise];
  const value = textIn(match, "value") ?? "";
  return { ...condition, ...(op !== undefined && { op }), value };
}

/** Types of an implementation's own are told by their value alone. */
const ops: Readonly<Record<string, MatchCondition["op"]>> = {
  Exact: "exact",
  PathPrefix: "prefix",
  RegularExpression: "regex",
};
