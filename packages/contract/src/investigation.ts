import Type, { type Static } from "typebox";
import { FindingSchema } from "./finding.ts";
import { NodeIdSchema } from "./ids.ts";
import { MomentSchema, TopologyQuerySchema } from "./topology.ts";
import { Count, Instant, WholeSeconds } from "./units.ts";

/** What is wrong at a moment: now, if left out. */
export const InvestigationQuerySchema = Type.Object(
  { at: Type.Optional(MomentSchema), namespaces: TopologyQuerySchema.properties.namespaces },
  { additionalProperties: false },
);
export type InvestigationQuery = Static<typeof InvestigationQuerySchema>;

/** Shown on Investigate: what is wrong, ranked, the place where it begins first. */
export const InvestigationSchema = Type.Object({
  at: Instant,
  /** Numbers of "now" are of this long before `at`. */
  windowSeconds: WholeSeconds,
  /** How far was looked back, and at what steps. */
  from: Instant,
  stepSeconds: WholeSeconds,
  /** Most requests harmed first. */
  findings: Type.Array(FindingSchema),
  /** Where requests enter the mesh, busiest first: what a call tree can begin at. */
  entries: Type.Array(NodeIdSchema),
  /** HTTP requests this took of Prometheus. */
  queries: Count,
  warnings: Type.Array(Type.String()),
});
export type Investigation = Static<typeof InvestigationSchema>;
