/** What a request is sent as, and what is wrong with it. */
export interface HostileRequest {
  readonly what: string;
  readonly payload: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly query?: string;
}

type Json = Readonly<Record<string, unknown>>;

/** A body that could almost be meant: what the schema wants, with names that exist in the demo. */
export function sampleOf(schema: unknown, name = ""): unknown {
  if (!isJson(schema)) return {};
  const [choice] = [schema["anyOf"], schema["enum"]].filter(Array.isArray).map(([first]: unknown[]) => first);
  if ("const" in schema) return schema["const"];
  if (choice !== undefined) return isJson(choice) ? sampleOf(choice, name) : choice;
  switch (schema["type"]) {
    case "object":
      return Object.fromEntries(requiredOf(schema).map(([key, inner]) => [key, sampleOf(inner, key)]));
    case "array":
      return [sampleOf(schema["items"], name)];
    case "integer":
    case "number":
      return schema["minimum"] ?? 1;
    case "boolean":
      return true;
    default:
      return wellKnown[name] ?? "a";
  }
}

const wellKnown: Readonly<Record<string, string>> = {
  namespace: "payments",
  name: "payment",
  host: "payment",
  resourceVersion: "1",
};

/** At least a dozen ways to go wrong for a route that takes such a body. `json`: the headers of an honest request. */
export function hostileBodies(sample: unknown): readonly HostileRequest[] {
  const text = JSON.stringify(sample);
  const [first = "x"] = isJson(sample) ? Object.keys(sample) : [];
  const whole = isJson(sample) ? sample : {};
  return [
    { what: "nothing", payload: "" },
    { what: "null", payload: "null" },
    { what: "a list", payload: `[${text}]` },
    { what: "a word", payload: '"all"' },
    { what: "broken JSON", payload: text.slice(0, -1) },
    { what: "two objects", payload: `${text}${text}` },
    { what: "an unknown field", payload: JSON.stringify({ ...whole, force: true }) },
    { what: "__proto__", payload: `{"__proto__":{"isAdmin":true},${text.slice(1)}` },
    { what: "constructor.prototype", payload: `{"constructor":{"prototype":{"a":1}},${text.slice(1)}` },
    { what: "a field twice", payload: `${text.slice(0, -1)},"${first}":null}` },
    { what: "null for every field", payload: JSON.stringify(mapLeaves(sample, () => null)) },
    { what: "objects for every field", payload: JSON.stringify(mapLeaves(sample, () => ({}))) },
    { what: "numbers as words", payload: JSON.stringify(mapLeaves(sample, (leaf) => [String(leaf)])) },
    { what: "ways out of the path", payload: JSON.stringify(mapWords(sample, "../../secrets/x?dryRun=All#")) },
    { what: "control characters", payload: JSON.stringify(mapWords(sample, "a\0b\u202e\r\nX: y")) },
    { what: "other scripts", payload: JSON.stringify(mapWords(sample, "рayment💥\ud800")) },
    { what: "long words", payload: JSON.stringify(mapWords(sample, "a".repeat(5_000))) },
    { what: "more than anybody needs", payload: JSON.stringify({ ...whole, [first]: "a".repeat(70_000) }) },
    { what: "endless nesting", payload: `{"${first}":${"[".repeat(9_000)}${"]".repeat(9_000)}}` },
    { what: "plain text", payload: text, headers: { "content-type": "text/plain" } },
    { what: "a form", payload: "a=1", headers: { "content-type": "application/x-www-form-urlencoded" } },
    { what: "an unknown parameter", payload: text, query: "?dryRun=false" },
    ...forgeries(text),
  ];
}

/** Requests that do not come from a page of Fyr, or from nobody who signed in. */
function forgeries(payload: string): readonly HostileRequest[] {
  return [
    { what: "no word of the session", payload, headers: { "x-fyr-csrf": "" } },
    { what: "another session's word", payload, headers: { "x-fyr-csrf": "AAAAAAAAAAAAAAAAAAAAAAAA" } },
    { what: "another origin", payload, headers: { origin: "https://evil.example" } },
    { what: "no origin at all", payload, headers: { origin: "null" } },
    { what: "another site", payload, headers: { "sec-fetch-site": "cross-site" } },
    { what: "another host", payload, headers: { host: "evil.example" } },
    { what: "no session", payload, headers: { cookie: "" } },
    { what: "a forged token", payload, headers: { authorization: "Bearer eyJhbGciOiJub25lIn0.e30." } },
  ];
}

/** Ids nobody has. */
export const hostileIds = ["a", "..%2f..%2fapi", "%00", "%E2%80%AE", "a'b\"c", "__proto__", "a".repeat(300), "%2e%2e"];

function requiredOf(schema: Json): [string, unknown][] {
  const { properties, required } = schema;
  const names: unknown[] = Array.isArray(required) ? required : [];
  return isJson(properties) ? Object.entries(properties).filter(([name]) => names.includes(name)) : [];
}

function mapWords(value: unknown, word: string): unknown {
  return mapLeaves(value, (leaf) => (typeof leaf === "string" ? word : leaf));
}

function mapLeaves(value: unknown, change: (leaf: unknown) => unknown): unknown {
  if (Array.isArray(value)) return value.map((one) => mapLeaves(one, change));
  if (isJson(value))
    return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, mapLeaves(one, change)]));
  return change(value);
}

function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
