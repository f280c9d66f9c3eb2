import type { JsonPatchOperation, Marker, Weight } from "@fyr/contract";
import { diffJson, isRouteKind, type KubernetesObject, readRoute } from "@fyr/routing";

/** From what to what, in one line each. */
export type FromTo = Pick<Marker, "from" | "to">;

/** What differs between two states of an object: a split where a route's is another, else the first field that differs. */
export function changeInWords(before: KubernetesObject, after: KubernetesObject): FromTo {
  return changedSplit(before, after) ?? patchInWords(diffJson(before.spec ?? {}, after.spec ?? {}));
}

/** `v1 95, v2 5` */
export function weightsInWords(weights: readonly Weight[]): string {
  return weights.map(({ host, subset, weight }) => `${subset ?? host} ${weight}`).join(", ");
}

function changedSplit(before: KubernetesObject, after: KubernetesObject): FromTo | undefined {
  if (!isRouteKind(before.kind) || before.kind !== after.kind) return undefined;
  const [were, are] = [splitsOf(before), splitsOf(after)];
  if (were.length !== are.length) return undefined;
  const place = were.findIndex((weights, at) => weights !== are[at]);
  const [from, to] = [were[place], are[place]];
  return from === undefined || to === undefined ? undefined : { from, to };
}

function splitsOf(route: KubernetesObject): string[] {
  return readRoute(route).rules.map(({ destinations }) =>
    weightsInWords(destinations.map(({ destination, weight }) => ({ ...destination, weight }))),
  );
}

/** The first of the fields a JSON patch changes, and how many more there are. `spec` itself is not named. */
export function patchInWords(patch: readonly JsonPatchOperation[]): FromTo {
  const changes = patch.flatMap((operation, place) => {
    if (operation.op === "test") return [];
    const before = patch[place - 1];
    const was = before?.op === "test" && before.path === operation.path ? before.value : undefined;
    return [{ path: operation.path, was, is: operation.op === "remove" ? undefined : operation.value }];
  });
  const [first, ...more] = changes;
  if (first === undefined) return {};
  const field = fieldName(first.path);
  const others = more.length === 0 ? "" : ` (and ${more.length} more)`;
  return {
    ...(first.was !== undefined && { from: `${field}: ${shortened(first.was)}${others}` }),
    ...(first.is !== undefined && { to: `${field}: ${shortened(first.is)}${others}` }),
  };
}

/** `/spec/http/0/timeout` is `http.0.timeout`. */
function fieldName(pointer: string): string {
  const names = pointer.split("/").slice(1);
  const own = names[0] === "spec" ? names.slice(1) : names;
  return own.map((name) => name.replaceAll("~1", "/").replaceAll("~0", "~")).join(".") || "spec";
}

const mostSigns = 120;

function shortened(value: unknown): string {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return text.length > mostSigns ? `${text.slice(0, mostSigns - 1)}…` : text;
}
