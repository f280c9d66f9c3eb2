import type { StatusCause } from "../status/status-error.ts";
import type { Schema } from "./schema.ts";

export interface FieldCheck {
  /** The value without the fields the schema does not know, with its defaults filled in. */
  readonly value: unknown;
  /** Paths of what was dropped, such as `spec.htttp`. */
  readonly unknownFields: readonly string[];
  readonly causes: readonly StatusCause[];
}

type Fields = Readonly<Record<string, unknown>>;

/** Reads a value the way a structural schema does: prune, default, then validate. `path` is where it stands. */
export function checkFields(schema: Schema, value: unknown, path: string): FieldCheck {
  const unknownFields: string[] = [];
  const causes: StatusCause[] = [];
  const read = (part: Schema, given: unknown, at: string): unknown => {
    const wrong = typeCause(part, given, at);
    if (wrong) {
      causes.push(wrong);
      return given;
    }
    causes.push(...limitCauses(part, given, at));
    if (Array.isArray(given)) return given.map((item, index) => read(part.items ?? {}, item, `${at}[${index}]`));
    if (isFields(given)) return readFields(part, given, at);
    return given;
  };
  const readFields = (part: Schema, given: Fields, at: string): Fields => {
    const result: Record<string, unknown> = {};
    for (const [name, inner] of Object.entries(given)) {
      const known = part.properties?.[name] ?? part.additionalProperties;
      const here = at ? `${at}.${name}` : name;
      if (known) {
        // A null where none is allowed stands for the default.
        if (inner === null && known.default !== undefined) continue;
        result[name] = read(known, inner, here);
      } else if (part["x-kubernetes-preserve-unknown-fields"]) result[name] = inner;
      else unknownFields.push(here);
    }
    for (const [name, known] of Object.entries(part.properties ?? {})) {
      if (known.default !== undefined && !(name in result)) result[name] = structuredClone(known.default);
    }
    for (const name of part.required ?? []) {
      if (name in result) continue;
      causes.push({ reason: "FieldValueRequired", message: "Required value", field: at ? `${at}.${name}` : name });
    }
    return result;
  };
  return { value: read(schema, value, path), unknownFields, causes };
}

export function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function typeName(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value;
}

function typeCause(schema: Schema, value: unknown, at: string): StatusCause | undefined {
  const is = typeName(value);
  if (schema["x-kubernetes-int-or-string"]) {
    return is === "integer" || is === "string" ? undefined : wrongType("integer,string", is, at);
  }
  if (!schema.type || is === schema.type || (schema.type === "number" && is === "integer")) return undefined;
  return wrongType(schema.type, is, at);
}

function wrongType(wanted: string, is: string, field: string): StatusCause {
  const message = `Invalid value: "${is}": ${field} in body must be of type ${wanted}: "${is}"`;
  return { reason: "FieldValueTypeInvalid", message, field };
}

function limitCauses(schema: Schema, value: unknown, field: string): readonly StatusCause[] {
  if (typeof value === "number") return numberCauses(schema, value, field);
  if (typeof value === "string") return textCauses(schema, value, field);
  if (!Array.isArray(value)) return [];
  const { minItems, maxItems } = schema;
  if (maxItems !== undefined && value.length > maxItems) {
    const message = `Too many: ${value.length}: must have at most ${maxItems} items`;
    return [{ reason: "FieldValueTooMany", message, field }];
  }
  if (minItems !== undefined && value.length < minItems) {
    const should = `${field} in body should have at least ${minItems} items`;
    return [invalidValue(String(value.length), should, field)];
  }
  return [];
}

function numberCauses(schema: Schema, value: number, field: string): readonly StatusCause[] {
  const { minimum, maximum, format } = schema;
  if (minimum !== undefined && value < minimum) {
    return [invalidValue(String(value), `${field} in body should be greater than or equal to ${minimum}`, field)];
  }
  if (maximum !== undefined && value > maximum) {
    return [invalidValue(String(value), `${field} in body should be less than or equal to ${maximum}`, field)];
  }
  if (format === "int32" && Math.abs(value) > 2 ** 31 - 1) {
    return [invalidValue(String(value), `${field} in body must be of type int32: "${value}"`, field)];
  }
  return [];
}

function textCauses(schema: Schema, value: string, field: string): readonly StatusCause[] {
  const shown = JSON.stringify(value);
  const { minLength, maxLength, pattern } = schema;
  if (schema.enum && !schema.enum.includes(value)) {
    const message = `Unsupported value: ${shown}: supported values: ${schema.enum.map((one) => `"${one}"`).join(", ")}`;
    return [{ reason: "FieldValueNotSupported", message, field }];
  }
  if (maxLength !== undefined && value.length > maxLength) {
    return [{ reason: "FieldValueTooLong", message: `Too long: may not be more than ${maxLength} bytes`, field }];
  }
  if (minLength !== undefined && value.length < minLength) {
    return [invalidValue(shown, `${field} in body should be at least ${minLength} chars long`, field)];
  }
  if (pattern && !new RegExp(pattern).test(value)) {
    return [invalidValue(shown, `${field} in body should match '${pattern}'`, field)];
  }
  return [];
}

function invalidValue(value: string, why: string, field: string): StatusCause {
  return { reason: "FieldValueInvalid", message: `Invalid value: ${value}: ${why}`, field };
}
