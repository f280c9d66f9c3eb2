import type { MatchCondition } from "@fyr/contract";
import { integerIn, isObject, objectIn, textIn, textsIn } from "../json.ts";

/** The groups of a rule's `match`: any group is enough, all conditions of a group must hold. Empty: everything. */
export function readVirtualServiceMatches(match: readonly unknown[]): MatchCondition[][] {
  return match.map(readGroup);
}

function readGroup(group: unknown): MatchCondition[] {
  if (!isObject(group)) return [];
  return Object.keys(group).flatMap((field) => readField(group, field));
}

function readField(group: Readonly<Record<string, unknown>>, field: string): MatchCondition[] {
  switch (field) {
    case "name":
    case "statPrefix":
      return [];
    case "ignoreUriCase":
      return group[field] === true ? [{ on: "other", name: field, op: "exact", value: "true" }] : [];
    case "uri":
    case "method":
    case "authority":
    case "scheme":
      return [stringMatch(field, undefined, group[field])];
    case "headers":
      return eachMatch("header", group, field);
    case "withoutHeaders":
      return eachMatch("withoutHeader", group, field);
    case "queryParams":
      return eachMatch("queryParam", group, field);
    case "port":
      return [{ on: "port", op: "exact", value: String(integerIn(group, field) ?? group[field]) }];
    case "sourceLabels":
      return Object.entries(objectIn(group, field)).map(([name, value]) => ({
        on: "sourceLabel",
        name,
        op: "exact",
        value: String(value),
      }));
    case "sourceNamespace":
      return [{ on: "sourceNamespace", op: "exact", value: textIn(group, field) ?? "" }];
    case "gateways":
      return textsIn(group, field).length > 0 ? [oneOf("gateway", textsIn(group, field))] : [];
    case "sniHosts":
      return [oneOf("sniHost", textsIn(group, field))];
    case "destinationSubnets":
      return [oneOf("destinationSubnet", textsIn(group, field))];
    default:
      return [{ on: "other", name: field, value: JSON.stringify(group[field]) }];
  }
}

function eachMatch(on: MatchCondition["on"], group: unknown, field: string): MatchCondition[] {
  return Object.entries(objectIn(group, field)).map(([name, match]) => stringMatch(on, name, match));
}

/** Istio's StringMatch: `{}` means that the thing is there, whatever its value. */
function stringMatch(on: MatchCondition["on"], name: string | undefined, match: unknown): MatchCondition {
  const named = name === undefined ? {} : { name };
  for (const op of ["exact", "prefix", "regex"] as const) {
    const value = isObject(match) ? match[op] : undefined;
    if (typeof value === "string") return { on, ...named, op, value };
  }
  return { on, ...named, op: "present" };
}

/** One of several values, in one condition: the field's list is an "or" within the group's "and". */
function oneOf(on: MatchCondition["on"], values: readonly string[]): MatchCondition {
  return { on, op: "exact", value: values.join(", ") };
}
