import type { FastifySchemaCompiler } from "fastify";
import type { TSchema } from "typebox";
import { Compile } from "typebox/compile";
import { AppError } from "../app-error.ts";
import { validationSentence } from "./validation-sentence.ts";

/**
 * Checks what came in against its schema and changes nothing: `null` never becomes 0. The one exception are query
 * parameters declared as numbers, which can only arrive as text.
 */
export const validatorCompiler: FastifySchemaCompiler<TSchema> = ({ schema, httpPart }) => {
  const check = Compile(schema);
  const numbers = httpPart === "querystring" ? numberProperties(schema) : [];
  return (value: unknown) => {
    const read = numbers.length > 0 ? readNumbers(value, numbers) : value;
    if (check.Check(read)) return { value: read };
    const [fault] = check.Errors(read);
    const { sentence, field } = validationSentence(fault, read, schema);
    return { error: new AppError("bad_request", sentence, field === undefined ? {} : { field }) };
  };
};

function numberProperties(schema: TSchema): string[] {
  const properties = "properties" in schema && isRecord(schema.properties) ? schema.properties : {};
  return Object.entries(properties)
    .filter(([, property]) => isRecord(property) && (property["type"] === "integer" || property["type"] === "number"))
    .map(([name]) => name);
}

/** Only plain decimal numbers are read; everything else stays text and is refused by the schema. */
function readNumbers(value: unknown, names: readonly string[]): unknown {
  if (!isRecord(value)) return value;
  const read: Record<string, unknown> = { ...value };
  for (const name of names) {
    const text = read[name];
    if (typeof text === "string" && /^-?\d{1,15}(\.\d{1,9})?$/.test(text)) read[name] = Number(text);
  }
  return read;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
