/** A JSON Schema as it is written, of which any part may be missing. */
type WrittenSchema = Readonly<Record<string, unknown>>;

/** The schema of what stands at a path; undefined where none was written. */
export function schemaAt(schema: unknown, path: readonly string[]): WrittenSchema | undefined {
  return path.reduce<WrittenSchema | undefined>(
    (at, part) => {
      const inside = at?.["items"] ?? (isWritten(at?.["properties"]) ? ownOf(at["properties"], part) : undefined);
      return isWritten(inside) ? inside : undefined;
    },
    isWritten(schema) ? schema : undefined,
  );
}

/** What is right there, to follow "must be". Undefined: any text will do. */
export function expectation(schema: WrittenSchema | undefined): string | undefined {
  if (schema === undefined) return undefined;
  const { description, type } = schema;
  if (typeof description === "string") return description;
  const words = wordsOf(schema);
  if (words.length > 0) return words.length === 1 ? words[0] : `one of ${listed(words, "or")}`;
  switch (type) {
    case "integer":
      return `a whole number${bounds(schema["minimum"], schema["maximum"])}`;
    case "number":
      return `a number${bounds(schema["minimum"], schema["maximum"])}`;
    case "boolean":
      return "true or false";
    case "array":
      return `a list${bounds(schema["minItems"], schema["maxItems"], "of")}`;
    case "object":
      return "an object";
    default:
      return undefined;
  }
}

/** `a, b or c` */
export function listed(words: readonly string[], last: "and" | "or"): string {
  return words.length < 2 ? words.join("") : `${words.slice(0, -1).join(", ")} ${last} ${words.at(-1)}`;
}

function wordsOf(schema: WrittenSchema): string[] {
  if ("const" in schema) return [String(schema["const"])];
  const several = schema["enum"] ?? schema["anyOf"];
  if (!Array.isArray(several)) return [];
  return several.flatMap((one) => (isWritten(one) ? wordsOf(one) : [String(one)]));
}

function bounds(least: unknown, most: unknown, from = "from"): string {
  if (typeof least !== "number") return typeof most === "number" ? ` of at most ${grouped(most)}` : "";
  return typeof most === "number" ? ` ${from} ${grouped(least)} to ${grouped(most)}` : ` of at least ${grouped(least)}`;
}

function grouped(value: number): string {
  return value.toLocaleString("en");
}

function ownOf(properties: WrittenSchema, name: string): unknown {
  return Object.hasOwn(properties, name) ? properties[name] : undefined;
}

function isWritten(value: unknown): value is WrittenSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
