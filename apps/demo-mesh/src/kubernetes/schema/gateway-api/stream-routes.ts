import { list, object, type Schema, text } from "../schema.ts";
import { backendRefs, hostnames, parentRefs } from "./route-fields.ts";

const rule = object(
  "Backends of a rule.",
  { name: text("Name of the rule.", { minLength: 1, maxLength: 253 }), backendRefs: backendRefs() },
  { required: ["backendRefs"] },
);
const rules = list("Rules of the route.", rule, { minItems: 1, maxItems: 16 });

/** TLS that is passed through, by SNI. */
export const tlsRoute: Schema = object(
  "Routing of TLS connections.",
  { parentRefs, hostnames, rules },
  { required: ["rules"] },
);

export const tcpRoute: Schema = object("Routing of TCP connections.", { parentRefs, rules }, { required: ["rules"] });
