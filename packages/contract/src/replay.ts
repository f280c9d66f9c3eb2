import Type, { type Static } from "typebox";
import { TopologyDiffSchema } from "./stream.ts";
import { MomentSchema, TopologyQuerySchema, TopologySchema, WindowSecondsSchema } from "./topology.ts";
import { Instant, WholeSeconds } from "./units.ts";

/** At most this many moments in one replay. */
export const mostFrames = 120;

/** The workload grain, of which the browser makes the others. */
export const ReplayQuerySchema = Type.Object(
  {
    from: MomentSchema,
    /** Absent: now. */
    to: Type.Optional(MomentSchema),
    /** Absent: as short as makes no more than 120 frames. */
    stepSeconds: Type.Optional(Type.Integer({ minimum: 1, maximum: 86_400 })),
    windowSeconds: Type.Optional(WindowSecondsSchema),
    namespaces: TopologyQuerySchema.properties.namespaces,
  },
  { additionalProperties: false },
);
export type ReplayQuery = Static<typeof ReplayQuerySchema>;

/** A span of the past, to be played: the timeline's play button asks for it. */
export const ReplaySchema = Type.Object({
  /** The moment of the first frame; frames lie on multiples of the step. */
  from: Instant,
  /** The moment of the last frame. */
  to: Instant,
  /** Longer than asked for where the mesh is large: the first frame's `warnings` say so. */
  stepSeconds: WholeSeconds,
  /** The first frame, revision 0. */
  snapshot: TopologySchema,
  /** What carries each frame to the next; revisions count the frames. */
  diffs: Type.Array(TopologyDiffSchema),
});
export type Replay = Static<typeof ReplaySchema>;
