import type { Field } from "./field.ts";
import { numberFields } from "./number-fields.ts";
import { wordFields } from "./word-fields.ts";

/** Everything that can be compared, words first. */
export const fields: readonly Field[] = [...wordFields, ...numberFields];

const byName = new Map(
  fields.flatMap((field) => [field.name, ...field.aliases].map((name) => [name.toLowerCase(), field] as const)),
);

/** Names and aliases are known in any case. */
export function fieldNamed(name: string): Field | undefined {
  return byName.get(name.toLowerCase());
}
