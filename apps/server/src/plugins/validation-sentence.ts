import type { TSchema } from "typebox";
import { expectation, listed, schemaAt } from "./expectation.ts";

/** A fault as JSON Schema validators tell it. */
interface SchemaFault {
  readonly keyword: string;
  /** A JSON pointer: `/weights/0/weight`. */
  readonly instancePath: string;
  readonly params: object;
}

interface Said {
  readonly sentence: string;
  readonly field?: string;
}

/** The first fault in words: which field, what it must be, what it was. */
export function validationSentence(fault: SchemaFault | undefined, value: unknown, schema: TSchema): Said {
  if (fault === undefined) return { sentence: "The request cannot be understood." };
  const path = pointerParts(fault.instancePath);
  if (fault.keyword === "required") {
    const [missing = "?"] = texts(new Map(Object.entries(fault.params)).get("requiredProperties"));
    return missingSentence([...path, missing], schema);
  }
  // TypeBox reports each unknown name as a `boolean` fault at that name, before `additionalProperties` above it.
  if (fault.keyword === "boolean") return unknownSentence(path, schema);
  const field = fieldName(path);
  const sentence = wrongSentence(field === "" ? "The body" : field, fault.keyword, valueAt(value, path), path, schema);
  return { sentence, ...(field && { field }) };
}

function missingSentence(path: readonly string[], schema: TSchema): Said {
  const field = fieldName(path);
  const expected = expectation(schemaAt(schema, path));
  return {
    sentence: expected === undefined ? `${field} is missing.` : `${field} is missing: it must be ${expected}.`,
    field,
  };
}

function unknownSentence(path: readonly string[], schema: TSchema): Said {
  const field = fieldName(path);
  const properties = schemaAt(schema, path.slice(0, -1))?.["properties"];
  const names = typeof properties === "object" && properties !== null ? Object.keys(properties) : [];
  const known = names.length > 0 ? `. Known are ${listed(names, "and")}.` : ": no parameters are taken.";
  return { sentence: `${quote(field)} is not known here${known}`, field };
}

function wrongSentence(
  subject: string,
  keyword: string,
  was: unknown,
  path: readonly string[],
  schema: TSchema,
): string {
  const wanted = schemaAt(schema, path);
  const expected = expectation(wanted);
  if (was === "")
    return expected === undefined ? `${subject} is empty.` : `${subject} is empty: it must be ${expected}.`;
  if (Array.isArray(was) && wanted?.["type"] !== "array" && path.length === 1) {
    return `${subject} is given ${was.length} times: give it once.`;
  }
  if (keyword === "maxLength" && typeof was === "string") {
    const most = Number(wanted?.["maxLength"]).toLocaleString("en");
    return `${subject} must be at most ${most} characters long, not ${was.length.toLocaleString("en")}.`;
  }
  return `${subject} must be ${expected ?? "something else"}, not ${show(was, keyword)}.`;
}

/** `weights[1].weight` for `["weights", "1", "weight"]`. */
function fieldName(path: readonly string[]): string {
  return path.reduce((name, part) => {
    if (/^\d+$/.test(part)) return `${name}[${part}]`;
    return name === "" ? part : `${name}.${part}`;
  }, "");
}

function pointerParts(pointer: string): string[] {
  return pointer
    .split("/")
    .slice(1)
    .map((part) => part.replaceAll("~1", "/").replaceAll("~0", "~"));
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (at, part) =>
      typeof at === "object" && at !== null ? Object.entries(at).find(([key]) => key === part)?.[1] : undefined,
    value,
  );
}

/** What is nested is only named: it may be deeper than anything can be written out. */
function show(value: unknown, keyword: string): string {
  if (value === undefined) return "absent";
  if (Array.isArray(value)) return keyword === "type" ? "a list" : listLength(value.length);
  if (typeof value === "object" && value !== null) return "an object";
  if (typeof value === "number" && !Number.isFinite(value)) return "one that large";
  return quote(String(value), typeof value === "string" ? '"' : "");
}

function listLength(length: number): string {
  return length === 0 ? "an empty one" : `one of ${length}`;
}

function quote(text: string, mark = '"'): string {
  const printable = text.replace(/[^\x20-\x7e\u00a0-\u{10ffff}]/gu, "·");
  return `${mark}${printable.length > 80 ? `${printable.slice(0, 80)}…` : printable}${mark}`;
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
