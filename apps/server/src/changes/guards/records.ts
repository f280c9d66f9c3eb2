import {
  ChangeIdSchema,
  DestinationSchema,
  GuardIdSchema,
  GuardLimitsSchema,
  GuardSchema,
  type JsonPatchOperation,
  RuleRefSchema,
  ShiftIdSchema,
  ShiftSchema,
} from "@fyr/contract";
import type { KubernetesObject } from "@fyr/routing";
import Type, { type Static, type TSchema } from "typebox";
import Value from "typebox/value";

const weight = Type.Optional(Type.Integer({ minimum: 0 }));

/** What one change did to a rule, as `WeightMove`. */
const MovesSchema = Type.Array(
  Type.Object({ index: Type.Integer({ minimum: 0 }), destination: DestinationSchema, from: weight, to: weight }),
  { minItems: 2 },
);

/** Whose access is asked about again before anything is written for them. */
const author = { by: Type.String(), groups: Type.Array(Type.String()) };

/** What is watched for both: the rule as a change left it, and who is judged by which limits. */
const watched = {
  rule: RuleRefSchema,
  change: ChangeIdSchema,
  /** From what comes back to what stands there now. */
  moves: MovesSchema,
  limits: GuardLimitsSchema,
  canary: DestinationSchema,
  stable: Type.Optional(DestinationSchema),
};

/** A guard as it is written on its route: all that another process needs to go on with it. */
const GuardRecordSchema = Type.Object({
  id: GuardIdSchema,
  ...author,
  ...watched,
  armedAt: GuardSchema.properties.armedAt,
  until: GuardSchema.properties.until,
  state: GuardSchema.properties.state,
  endedAt: GuardSchema.properties.endedAt,
  why: GuardSchema.properties.why,
});
export type GuardRecord = Static<typeof GuardRecordSchema>;

/** A shift as it is written on its route. */
const ShiftRecordSchema = Type.Object({
  id: ShiftIdSchema,
  ...author,
  ...watched,
  reason: ShiftSchema.properties.reason,
  steps: ShiftSchema.properties.steps,
  step: ShiftSchema.properties.step,
  startedAt: ShiftSchema.properties.startedAt,
  stepAt: ShiftSchema.properties.stepAt,
  nextAt: ShiftSchema.properties.nextAt,
  /** What was left of the step when it was paused. */
  leftMs: Type.Optional(Type.Number({ minimum: 0 })),
  state: ShiftSchema.properties.state,
  endedAt: ShiftSchema.properties.endedAt,
  why: ShiftSchema.properties.why,
});
export type ShiftRecord = Static<typeof ShiftRecordSchema>;

/** One annotation that carries records as JSON, oldest first. */
export interface RecordKind<Entry extends { readonly id: string; readonly state: string }> {
  /** Nothing where there is none; what somebody broke is left out. */
  read(object: KubernetesObject): Entry[];
  isActive(entry: Entry): boolean;
  /**
   * Puts a record in its place, or behind the others; the last that ended are kept. Rests on the records of this object:
   * whoever else wrote them meanwhile makes it fail.
   */
  patch(object: KubernetesObject, entry: Entry): JsonPatchOperation[];
}

const keptEnded = 5;

export const guardRecords = recordKind<GuardRecord>("fyr.dev/guard", GuardRecordSchema, ["armed"]);
export const shiftRecords = recordKind<ShiftRecord>("fyr.dev/shift", ShiftRecordSchema, ["running", "paused"]);

function recordKind<Entry extends { readonly id: string; readonly state: string }>(
  annotation: string,
  schema: TSchema,
  active: readonly Entry["state"][],
): RecordKind<Entry> {
  const path = `/metadata/annotations/${annotation.replaceAll("/", "~1")}`;
  const isActive = ({ state }: Entry) => active.includes(state);
  const textOf = (object: KubernetesObject) => object.metadata.annotations?.[annotation];
  const read = (object: KubernetesObject): Entry[] => {
    const entries = parsed(textOf(object));
    return Array.isArray(entries) ? entries.filter((entry): entry is Entry => Value.Check(schema, entry)) : [];
  };
  return {
    read,
    isActive,
    patch: (object, entry) => {
      const known = read(object);
      const isKnown = known.some(({ id }) => id === entry.id);
      const all = isKnown ? known.map((one) => (one.id === entry.id ? entry : one)) : [...known, entry];
      const dropped = new Set(all.filter((one) => !isActive(one)).slice(0, -keptEnded));
      const value = JSON.stringify(all.filter((one) => !dropped.has(one)));
      const was = textOf(object);
      const test: JsonPatchOperation[] = was === undefined ? [] : [{ op: "test", path, value: was }];
      return [...test, { op: "add", path, value }];
    },
  };
}

function parsed(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}
