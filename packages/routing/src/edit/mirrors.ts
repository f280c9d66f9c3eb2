import type { EditedKind } from "@fyr/contract";
import { isObject, type JsonObject, listIn, objectIn } from "../json.ts";
import { valueAt, withValue } from "./json-path.ts";
import { createPart, numberAt, textAt } from "./part.ts";

/** A copy of requests is sent there; its answers are thrown away. `percent` absent: all of them. */
export interface Mirror {
  readonly host: string;
  readonly subset?: string | undefined;
  readonly port?: number | undefined;
  readonly percent?: number | undefined;
}

/** `several`: more than one copy, which is edited as YAML. */
export type ReadMirror = { readonly kind: "none" | "several" } | { readonly kind: "one"; readonly mirror: Mirror };

export function readMirror(kind: EditedKind, rule: JsonObject): ReadMirror {
  const place = mirrorPlace(kind, rule);
  if (place === "several") return { kind: "several" };
  if (place === undefined) return { kind: "none" };
  const { host, subset, port, percent } = place.part.read(rule);
  return host === undefined ? { kind: "none" } : { kind: "one", mirror: { host, subset, port, percent } };
}

/** Undefined takes the mirror away. Several mirrors are left as they are. */
export function writeMirror(kind: EditedKind, rule: JsonObject, mirror: Mirror | undefined): JsonObject {
  const place = mirrorPlace(kind, rule);
  if (place === "several") return rule;
  if (mirror === undefined) return place === undefined ? rule : place.part.clear(rule);
  return (place ?? newPlace(kind, rule)).part.write(rule, mirror);
}

function mirrorPlace(kind: EditedKind, rule: JsonObject) {
  if (kind !== "VirtualService") return gatewayPlace(rule);
  const several = listIn(rule, "mirrors");
  if (several.length > 1) return "several";
  if (several.length === 1) return { part: inMirrors };
  return isObject(rule["mirror"]) ? { part: asMirror } : undefined;
}

function newPlace(kind: EditedKind, rule: JsonObject) {
  return kind === "VirtualService" ? { part: asMirror } : { part: gatewayPart(listIn(rule, "filters").length) };
}

const asMirror = createPart([["mirror"], ["mirrorPercentage"]], {
  host: textAt("mirror", "host"),
  subset: textAt("mirror", "subset"),
  port: numberAt("mirror", "port", "number"),
  percent: numberAt("mirrorPercentage", "value"),
});

const inMirrors = createPart([["mirrors"]], {
  host: textAt("mirrors", 0, "destination", "host"),
  subset: textAt("mirrors", 0, "destination", "subset"),
  port: numberAt("mirrors", 0, "destination", "port", "number"),
  percent: numberAt("mirrors", 0, "percentage", "value"),
});

function gatewayPlace(rule: JsonObject) {
  const places = listIn(rule, "filters").flatMap((filter, index) =>
    isObject(filter) && filter["type"] === "RequestMirror" ? [index] : [],
  );
  if (places.length > 1) return "several";
  return places[0] === undefined ? undefined : { part: gatewayPart(places[0]) };
}

/** In the Gateway API a mirror is a filter; versions are Services of their own, so there is no subset. */
function gatewayPart(index: number) {
  const at = ["filters", index, "requestMirror"] as const;
  const part = createPart([["filters", index]], {
    host: textAt(...at, "backendRef", "name"),
    subset: textAt(...at, "backendRef", "subset"),
    port: numberAt(...at, "backendRef", "port"),
    percent: numberAt(...at, "percent"),
  });
  return {
    ...part,
    write: (rule: JsonObject, mirror: Mirror) => {
      const filters = listIn(rule, "filters");
      const isNew = objectIn({ filter: filters[index] }, "filter")["type"] !== "RequestMirror";
      const into = isNew ? { ...rule, filters: [...filters, { type: "RequestMirror", requestMirror: {} }] } : rule;
      const { subset: _, ...known } = mirror;
      return withValue(rule, ["filters"], valueAt(part.write(into, known), ["filters"]));
    },
  };
}
