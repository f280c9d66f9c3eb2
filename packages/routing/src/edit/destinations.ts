import type { EditedKind } from "@fyr/contract";
import { balanceWeights } from "../balance-weights.ts";
import { isObject, type JsonObject, listIn, objectIn, textIn } from "../json.ts";
import { type JsonPath, withValue } from "./json-path.ts";

/** Where a rule sends, as its form shows it. */
export interface EditedDestination {
  readonly host: string;
  readonly subset: string | undefined;
  /** What the proxies act on: left out it is 0 in a VirtualService and 1 in the Gateway API; alone it gets everything. */
  readonly weight: number;
}

export function readDestinations(kind: EditedKind, rule: JsonObject): EditedDestination[] {
  const entries = entriesOf(kind, rule);
  return entries.map((entry) => {
    const isIstio = kind === "VirtualService";
    const at = isIstio ? objectIn(entry, "destination") : entry;
    const written = isObject(entry) && typeof entry["weight"] === "number" ? entry["weight"] : undefined;
    const alone = entries.length === 1 ? 100 : 0;
    return {
      host: textIn(at, isIstio ? "host" : "name") ?? "",
      subset: isIstio ? textIn(at, "subset") : undefined,
      weight: written ?? (isIstio ? alone : 1),
    };
  });
}

/** Sets one weight; the others share what is left as they shared it before. */
export function setWeight(kind: EditedKind, rule: JsonObject, index: number, weight: number): JsonObject {
  const now = readDestinations(kind, rule);
  const total = now.reduce((sum, each) => sum + each.weight, 0) || 100;
  const linked = now.map((each, place) => ({ key: String(place), weight: each.weight }));
  return balanceWeights(linked, String(index), weight, new Set(), total).reduce(
    (at, { weight: next }, place) =>
      next === now[place]?.weight ? at : withValue(at, [...entriesPath(kind), place, "weight"], next),
    rule,
  );
}

/** One more, which gets nothing yet. */
export function addDestination(kind: EditedKind, rule: JsonObject): JsonObject {
  const entries = entriesOf(kind, rule);
  const last = entries.at(-1);
  const own = isObject(last) ? last : {};
  const weighted =
    entries.length === 1 ? [{ ...own, weight: readDestinations(kind, rule)[0]?.weight ?? 100 }] : entries;
  return withValue(rule, entriesPath(kind), [...weighted, { ...own, weight: 0 }]);
}

/** The last one stays: a rule sends somewhere. */
export function removeDestination(kind: EditedKind, rule: JsonObject, index: number): JsonObject {
  const entries = entriesOf(kind, rule);
  if (entries.length < 2) return rule;
  const drained = setWeight(kind, rule, index, 0);
  return withValue(drained, entriesPath(kind), entriesOf(kind, drained).toSpliced(index, 1));
}

export function setDestination(
  kind: EditedKind,
  rule: JsonObject,
  index: number,
  { host, subset }: Pick<EditedDestination, "host" | "subset">,
): JsonObject {
  const at = [...entriesPath(kind), index];
  if (kind !== "VirtualService") return withValue(rule, [...at, "name"], host);
  const named = withValue(rule, [...at, "destination", "host"], host);
  return withValue(named, [...at, "destination", "subset"], subset);
}

function entriesPath(kind: EditedKind): JsonPath {
  return [kind === "VirtualService" ? "route" : "backendRefs"];
}

function entriesOf(kind: EditedKind, rule: JsonObject): readonly unknown[] {
  return listIn(rule, String(entriesPath(kind)[0]));
}
