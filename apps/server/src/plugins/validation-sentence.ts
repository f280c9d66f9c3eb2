import type { TSchema } from "typebox";

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
  const params = new Map(Object.entries(fault.params));
  const path = pointerParts(fault.instancePath);
  if (fault.keyword === "required") {
    const [missing = "?"] = texts(params.get("requiredProperties"));
    const field = fieldName([...path, missing]);
    return { sentence: `${field} is missing.`, field };
  }
  // TypeBox reports each unknown name as a `boolean` fault at that name, before `additionalProperties` above it.
  if (fault.keyword === "boolean") {
    const field = fieldName(path);
    return { sentence: `${quote(field)} is not known here.${knownNames(path, schema)}`, field };
  }
  const field = fieldName(path);
  const subject = field === "" ? "The request" : field;
  const was = valueAt(value, path);
  return {
    sentence: `${subject} must be ${expectation(fault.keyword, params)}, not ${show(was)}.`,
    ...(field && { field }),
  };
}

function expectation(keyword: string, params: ReadonlyMap<string, unknown>): string {
  const limit = String(params.get("limit"));
  switch (keyword) {
    case "type":
      return typeName(String(params.get("type")));
    case "enum":
      return `one of ${texts(params.get("allowedValues")).join(", ")}`;
    case "const":
      return show(params.get("allowedValue"));
    case "minimum":
      return `at least ${limit}`;
    case "maximum":
      return `at most ${limit}`;
    case "minLength":
      return Number(limit) === 1 ? "filled in" : `at least ${limit} characters`;
    case "maxLength":
      return `at most ${limit} characters`;
    case "minItems":
      return `a list of at least ${limit}`;
    case "maxItems":
      return `a list of at most ${limit}`;
    case "pattern":
      return `a name that matches ${String(params.get("pattern"))}`;
    default:
      return "something else";
  }
}

function typeName(type: string): string {
  const names: Record<string, string> = {
    integer: "a whole number",
    number: "a number",
    string: "one text",
    boolean: "true or false",
    array: "a list",
    object: "an object",
  };
  return names[type] ?? type;
}

/** At the top only: there the names are few and the caller can choose. */
function knownNames(path: readonly string[], schema: TSchema): string {
  const properties = "properties" in schema && typeof schema.properties === "object" ? schema.properties : undefined;
  const names = properties === undefined || properties === null ? [] : Object.keys(properties);
  return path.length === 1 && names.length > 0 ? ` Known are ${names.join(", ")}.` : "";
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
function show(value: unknown): string {
  if (value === undefined) return "absent";
  if (Array.isArray(value)) return `a list of ${value.length}`;
  if (typeof value === "object" && value !== null) return "an object";
  return quote(String(value), typeof value === "string" ? '"' : "");
}

function quote(text: string, mark = '"'): string {
  const printable = text.replace(/[^\x20-\x7e\u00a0-\u{10ffff}]/gu, "·");
  return `${mark}${printable.length > 80 ? `${printable.slice(0, 80)}…` : printable}${mark}`;
}

function texts(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : [];
}
