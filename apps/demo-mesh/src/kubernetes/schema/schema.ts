/** The part of OpenAPI v3 that structural schemas of custom resources use. */
export interface Schema {
  readonly type?: "object" | "array" | "string" | "integer" | "number" | "boolean";
  readonly description?: string;
  readonly format?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly additionalProperties?: Schema;
  readonly items?: Schema;
  readonly enum?: readonly string[];
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly default?: unknown;
  readonly "x-kubernetes-preserve-unknown-fields"?: true;
  readonly "x-kubernetes-int-or-string"?: true;
}

type More = Omit<Schema, "type" | "description">;
type Properties = Readonly<Record<string, Schema>>;

export const text = (description: string, more: More = {}): Schema => ({ type: "string", description, ...more });
export const integer = (description: string, more: More = {}): Schema => ({
  type: "integer",
  format: "int32",
  description,
  ...more,
});
export const number = (description: string, more: More = {}): Schema => ({
  type: "number",
  format: "double",
  description,
  ...more,
});
export const flag = (description: string, more: More = {}): Schema => ({ type: "boolean", description, ...more });
export const duration = (description: string): Schema => ({ type: "string", description });
export const oneOf = (description: string, ...values: readonly string[]): Schema => ({
  type: "string",
  description,
  enum: values,
});
export const list = (description: string, items: Schema, more: More = {}): Schema => ({
  type: "array",
  description,
  items,
  ...more,
});
export const texts = (description: string, more: More = {}): Schema => list(description, { type: "string" }, more);
export const map = (description: string, values: Schema): Schema => ({
  type: "object",
  description,
  additionalProperties: values,
});
export const labels = (description: string): Schema => map(description, { type: "string" });
export const object = (description: string, properties: Properties, more: More = {}): Schema => ({
  type: "object",
  description,
  properties,
  ...more,
});
/** An object whose fields are not looked at. */
export const anything = (description: string): Schema => ({
  type: "object",
  description,
  "x-kubernetes-preserve-unknown-fields": true,
});
export const intOrString = (description: string): Schema => ({ description, "x-kubernetes-int-or-string": true });
