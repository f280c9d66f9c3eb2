import type { JsonObject } from "../json.ts";
import { type JsonPath, valueAt, withValue } from "./json-path.ts";

/** One scalar of a part, and where it stands. */
export interface PartField<Value extends string | number = string | number> {
  readonly path: JsonPath;
  readonly type: "text" | "number";
  /** Only to carry the type of what is read. */
  readonly value?: Value;
}

type Fields = Readonly<Record<string, PartField>>;
type ValueOf<Field> = Field extends PartField<infer Value> ? Value : never;
/** What a form shows. Absent: the object does not say it, or says it in a way the form does not know. */
export type PartValues<Of extends Fields> = { readonly [Name in keyof Of]?: ValueOf<Of[Name]> | undefined };

/** A part of a rule or of a spec that a form edits: pure, and never beyond its own paths. */
export interface Part<Of extends Fields> {
  read(json: JsonObject): PartValues<Of>;
  /** Fields that do not differ are not touched, those that become `undefined` are taken away. */
  write(json: JsonObject, values: PartValues<Of>): JsonObject;
  /** Takes the part away, with what of it no form knows. */
  clear(json: JsonObject): JsonObject;
}

export function textAt(...path: JsonPath): PartField<string> {
  return { path, type: "text" };
}

export function numberAt(...path: JsonPath): PartField<number> {
  return { path, type: "number" };
}

/** `roots` are what the part as a whole is made of. */
export function createPart<const Of extends Fields>(roots: readonly JsonPath[], fields: Of): Part<Of> {
  const read = (json: JsonObject) =>
    Object.fromEntries(
      Object.entries(fields).map(([name, { path, type }]) => [name, ifOfType(valueAt(json, path), type)]),
    ) as PartValues<Of>;
  return {
    read,
    write: (json, values) => {
      const before: Readonly<Record<string, unknown>> = read(json);
      const after: Readonly<Record<string, unknown>> = values;
      return Object.entries(fields)
        .filter(([name]) => before[name] !== after[name])
        .reduce((at, [name, { path }]) => withValue(at, path, after[name]), json);
    },
    clear: (json) => roots.reduce((at, path) => withValue(at, path, undefined), json),
  };
}

function ifOfType(value: unknown, type: PartField["type"]): string | number | undefined {
  if (type === "text") return typeof value === "string" ? value : undefined;
  return typeof value === "number" ? value : undefined;
}
