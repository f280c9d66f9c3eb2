import Type, { type Static } from "typebox";
import { NamespaceName, ObjectName } from "./names.ts";
import { Words } from "./units.ts";

/** A traffic route (VirtualService for now) by name. */
export const RouteRefSchema = Type.Object(
  {
    kind: Words("VirtualService"),
    namespace: NamespaceName,
    name: ObjectName,
  },
  { additionalProperties: false },
);
export type RouteRef = Static<typeof RouteRefSchema>;
