import Type, { type Static } from "typebox";
import { Words } from "./units.ts";

/** A traffic route (VirtualService for now) by name. */
export const RouteRefSchema = Type.Object(
  {
    kind: Words("VirtualService"),
    namespace: Type.String({ minLength: 1, maxLength: 63, pattern: "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$" }),
    name: Type.String({ minLength: 1, maxLength: 253, pattern: "^[a-z0-9]([-a-z0-9.]*[a-z0-9])?$" }),
  },
  { additionalProperties: false },
);
export type RouteRef = Static<typeof RouteRefSchema>;
