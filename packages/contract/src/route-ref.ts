import Type, { type Static } from "typebox";
import { NamespaceName, ObjectName } from "./names.ts";
import { Words } from "./units.ts";

/** What carries weights: Istio's VirtualService, and the Gateway API's routes with relative weights. */
export const RouteKindSchema = Words("VirtualService", "HTTPRoute", "GRPCRoute", "TLSRoute", "TCPRoute");
export type RouteKind = Static<typeof RouteKindSchema>;

/** A traffic route by name. */
export const RouteRefSchema = Type.Object(
  { kind: RouteKindSchema, namespace: NamespaceName, name: ObjectName },
  { additionalProperties: false },
);
export type RouteRef = Static<typeof RouteRefSchema>;
