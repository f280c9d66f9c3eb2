import Type from "typebox";
import { MomentSchema, TopologyQuerySchema, WindowSecondsSchema } from "./topology.ts";
import { Instant, WholeSeconds } from "./units.ts";

/** A moment, and one before to hold it against. */
export const twoMomentsAsked = {
  /** Absent: now. */
  at: Type.Optional(MomentSchema),
  windowSeconds: Type.Optional(WindowSecondsSchema),
  /** Absent: an hour before `at`. */
  before: Type.Optional(MomentSchema),
  /** Absent: `windowSeconds`. */
  beforeWindowSeconds: Type.Optional(WindowSecondsSchema),
  namespaces: TopologyQuerySchema.properties.namespaces,
};

/** A moment and its window, as they were taken. */
export const TakenSchema = Type.Object({ at: Instant, windowSeconds: WholeSeconds });

/** Both, as they were taken. */
export const twoMoments = { now: TakenSchema, before: TakenSchema };
