import Type from "typebox";

/** 0..1 */
export const Ratio = Type.Number({ minimum: 0, maximum: 1 });
/** Requests, connections, messages or bytes a second. */
export const PerSecond = Type.Number({ minimum: 0 });
/** A quantity a second, seen along an edge: from its source to its target, and back. */
export const BothWaysPerSecond = Type.Object({ toTarget: PerSecond, toSource: PerSecond });
export const Milliseconds = Type.Number({ minimum: 0 });
export const Count = Type.Integer({ minimum: 0 });
/** A duration or a window. */
export const WholeSeconds = Type.Integer({ minimum: 1 });
/** RFC 3339, UTC, milliseconds where they matter: `2026-11-20T03:02:00.000Z`. */
export const Instant = Type.String({ format: "date-time" });

/** One of these words. */
export function Words<const Values extends string[]>(...words: Values): Type.TEnum<Values> {
  return Type.Enum<Values>(words as readonly string[] as readonly [...Values]);
}
