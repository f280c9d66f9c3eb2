import Type, { type Static } from "typebox";
import { MarkerSchema } from "./marker.ts";
import { MomentSchema, TopologyQuerySchema } from "./topology.ts";
import { Instant } from "./units.ts";

/** What happened between two moments; at most 24 hours. */
export const TimelineQuerySchema = Type.Object(
  {
    /** Absent: two hours before `to`. */
    from: Type.Optional(MomentSchema),
    /** Absent: now. */
    to: Type.Optional(MomentSchema),
    namespaces: TopologyQuerySchema.properties.namespaces,
  },
  { additionalProperties: false },
);
export type TimelineQuery = Static<typeof TimelineQuerySchema>;

/** Shown along the bottom of Investigate, and as lines in charts. */
export const TimelineSchema = Type.Object({
  from: Instant,
  to: Instant,
  /** Oldest first. */
  markers: Type.Array(MarkerSchema),
  /** What could not be read, or is forgotten by the cluster, one sentence each. */
  warnings: Type.Array(Type.String()),
});
export type Timeline = Static<typeof TimelineSchema>;
