import { integer, list, object, oneOf, type Schema, text } from "../schema.ts";

export const GATEWAY_GROUP = "gateway.networking.k8s.io";

export const port = integer("Port number.", { minimum: 1, maximum: 65535 });
export const namespace = text("A namespace; absent: that of the route.", { minLength: 1, maxLength: 63 });
const name = text("Name of the object.", { minLength: 1, maxLength: 253 });

export const parentRefs = list(
  "Gateways or services the route attaches to.",
  object(
    "A parent.",
    {
      group: text("API group of the parent; empty for services.", { default: GATEWAY_GROUP, maxLength: 253 }),
      kind: text("Kind of the parent.", { default: "Gateway", minLength: 1, maxLength: 63 }),
      namespace,
      name,
      sectionName: text("Listener or port of the parent.", { minLength: 1, maxLength: 253 }),
      port,
    },
    { required: ["name"] },
  ),
  { maxItems: 32 },
);

export const hostnames = list("Host names the route serves.", text("A host name.", { minLength: 1, maxLength: 253 }), {
  maxItems: 16,
});

const backend = {
  group: text("API group of the backend; empty for services.", { default: "", maxLength: 253 }),
  kind: text("Kind of the backend.", { default: "Service", minLength: 1, maxLength: 63 }),
  name,
  namespace,
  port,
};
const backendRef = object("A backend.", backend, { required: ["name"] });

/** Backends of a rule; `filters` differ between HTTP and gRPC, and connections have none. */
export const backendRefs = (filters?: Schema): Schema =>
  list(
    "Backends and their shares.",
    object(
      "A backend and its share.",
      {
        ...backend,
        weight: integer("Share of the traffic, relative to the sum of all weights of the rule.", {
          default: 1,
          minimum: 0,
          maximum: 1_000_000,
        }),
        ...(filters && { filters }),
      },
      { required: ["name"] },
    ),
    { maxItems: 16 },
  );

const namedValue = (what: string): Schema =>
  object(
    what,
    { name: text("Name.", { minLength: 1, maxLength: 256 }), value: text("Value.") },
    { required: ["name", "value"] },
  );

export const matchValue = (what: string): Schema =>
  object(
    what,
    {
      type: { ...oneOf("How to compare.", "Exact", "RegularExpression"), default: "Exact" },
      name: text("Name.", { minLength: 1, maxLength: 256 }),
      value: text("Value.", { minLength: 1, maxLength: 4096 }),
    },
    { required: ["name", "value"] },
  );

export const headerFilter = object("Changes to headers.", {
  set: list("Headers to overwrite.", namedValue("A header."), { maxItems: 16 }),
  add: list("Headers to append.", namedValue("A header."), { maxItems: 16 }),
  remove: list("Headers to drop.", { type: "string" }, { maxItems: 16 }),
});

export const mirrorFilter = object(
  "Send a copy.",
  {
    backendRef,
    percent: integer("Percent of requests.", { minimum: 0, maximum: 100 }),
    fraction: object(
      "Share of requests.",
      { numerator: integer("Of.", { minimum: 0 }), denominator: integer("Out of.", { default: 100, minimum: 1 }) },
      { required: ["numerator"] },
    ),
  },
  { required: ["backendRef"] },
);

export const extensionRef = object(
  "A filter of the implementation.",
  { group: text("API group."), kind: text("Kind."), name },
  { required: ["group", "kind", "name"] },
);
