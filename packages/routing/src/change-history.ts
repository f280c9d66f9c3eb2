import type { ChangeId, JsonPatchOperation, RouteChange } from "@fyr/contract";
import { dialectOf } from "./dialects/dialect-of.ts";
import { isObject, listIn, objectIn } from "./json.ts";
import type { KubernetesObject } from "./kubernetes-object.ts";
import { sideOf, type WeightMove } from "./plan-weights.ts";

/** The annotation a route carries its latest changes in, as JSON, oldest first. */
export const historyAnnotation = "fyr.dev/history";
const keptChanges = 20;

/** One change as written on the object: enough to show it and to take it back after a restart. */
export interface RecordedChange extends Omit<RouteChange, "route" | "status" | "undoneBy" | "pushedAt"> {
  readonly moves: readonly WeightMove[];
}

/** Oldest first. An annotation somebody broke reads as no history, and the next change starts a new one. */
export function readHistory(object: KubernetesObject): RecordedChange[] {
  const text = object.metadata.annotations?.[historyAnnotation];
  if (text === undefined) return [];
  const { leftOut } = dialectOf(object).weights;
  try {
    const entries: unknown = JSON.parse(text);
    return Array.isArray(entries) ? entries.flatMap((entry) => readEntry(entry, leftOut) ?? []) : [];
  } catch {
    return [];
  }
}

/** Writes the change beside the weights. Goes into the same patch, so that both happen or neither. */
export function recordPatch(object: KubernetesObject, change: RecordedChange): JsonPatchOperation[] {
  const kept = [...readHistory(object), change].slice(-keptChanges).map(toEntry);
  const path = `/metadata/annotations/${historyAnnotation.replaceAll("~", "~0").replaceAll("/", "~1")}`;
  const annotations: JsonPatchOperation[] =
    object.metadata.annotations === undefined ? [{ op: "add", path: "/metadata/annotations", value: {} }] : [];
  return [...annotations, { op: "add", path, value: JSON.stringify(kept) }];
}

/** `before` and `after` follow from the moves and are not written twice. */
function toEntry({ before: _before, after: _after, ...change }: RecordedChange) {
  return change;
}

function readEntry(entry: unknown, leftOut: number): RecordedChange | undefined {
  const { id, by, at, reason, undoes } = isObject(entry) ? entry : {};
  const { protocol, index } = objectIn(entry, "rule");
  const moves = listIn(entry, "moves").flatMap((move) => readMove(move) ?? []);
  if (typeof id !== "string" || typeof by !== "string" || typeof at !== "string") return undefined;
  if (typeof index !== "number" || moves.length < 2 || Number.isNaN(Date.parse(at))) return undefined;
  if (protocol !== "http" && protocol !== "grpc" && protocol !== "tls" && protocol !== "tcp") return undefined;
  return {
    id: id as ChangeId,
    rule: { protocol, index },
    by,
    at,
    moves,
    before: sideOf(moves, "from", leftOut),
    after: sideOf(moves, "to", leftOut),
    ...(typeof reason === "string" && { reason }),
    ...(typeof undoes === "string" && { undoes: undoes as ChangeId }),
  };
}

function readMove(move: unknown): WeightMove | undefined {
  const { index, from, to } = isObject(move) ? move : {};
  const { host, subset, port } = objectIn(move, "destination");
  if (typeof index !== "number" || typeof host !== "string") return undefined;
  return {
    index,
    destination: {
      host,
      ...(typeof subset === "string" && { subset }),
      ...(typeof port === "number" && { port }),
    },
    ...(typeof from === "number" && { from }),
    ...(typeof to === "number" && { to }),
  };
}
