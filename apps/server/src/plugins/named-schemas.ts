import * as contract from "@fyr/contract";

const suffix = "Schema";
const shapes = Object.entries(contract)
  .filter(([name]) => name.endsWith(suffix))
  .map(([name, shape]) => [name.slice(0, -suffix.length), shape] as const)
  .sort(([a], [b]) => (a < b ? -1 : 1));
const nameOf = new Map(shapes.map(([name, shape]) => [textOf(shape), name]));

/** Every shape of the contract by its name. What one contains of the others stands there as a reference. */
export function namedSchemas(): Record<string, unknown> {
  return Object.fromEntries(shapes.map(([name, shape]) => [name, referenceParts(shape)]));
}

/** The same JSON, with a reference wherever a shape of the contract was written out. */
export function withReferences(json: unknown): unknown {
  const name = nameOf.get(textOf(json));
  return name === undefined ? referenceParts(json) : { $ref: `#/components/schemas/${name}` };
}

function referenceParts(json: unknown): unknown {
  if (Array.isArray(json)) return json.map(withReferences);
  if (typeof json !== "object" || json === null) return json;
  return Object.fromEntries(Object.entries(json).map(([key, value]) => [key, withReferences(value)]));
}

/** Schemas are copied on their way into a document: the same text is the same shape. */
function textOf(json: unknown): string {
  return JSON.stringify(json, (_key, value) =>
    typeof value === "object" && value !== null && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
      : value,
  );
}
