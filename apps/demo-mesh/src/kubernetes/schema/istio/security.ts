import { flag, labels, list, map, object, oneOf, text, texts } from "../schema.ts";
import { selector, targetRef, targetRefs } from "./shared-fields.ts";

const mtls = object("Whether callers must use mutual TLS.", {
  mode: oneOf("What is accepted.", "UNSET", "DISABLE", "PERMISSIVE", "STRICT"),
});

export const peerAuthentication = object("What workloads accept from callers in the mesh.", {
  selector,
  mtls,
  portLevelMtls: map("Settings by container port.", mtls),
});

const allowAndNot = (fields: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(fields).flatMap(([name, what]) => [
      [name, texts(what)],
      [`not${name.charAt(0).toUpperCase()}${name.slice(1)}`, texts(`Any but these. ${what}`)],
    ]),
  );

const source = object(
  "Who calls.",
  allowAndNot({
    principals: "Identities of the callers.",
    requestPrincipals: "Identities in their tokens.",
    namespaces: "Namespaces of the callers.",
    serviceAccounts: "Service accounts of the callers.",
    ipBlocks: "Addresses of the connection.",
    remoteIpBlocks: "Addresses of the original caller.",
  }),
);
const operation = object(
  "What is asked for.",
  allowAndNot({ hosts: "Host headers.", ports: "Ports.", methods: "HTTP methods.", paths: "Paths." }),
);

export const authorizationPolicy = object("Who may call workloads, and how.", {
  selector,
  targetRef,
  targetRefs,
  action: oneOf("What happens to requests that match.", "ALLOW", "DENY", "AUDIT", "CUSTOM"),
  provider: object("The authority for CUSTOM.", { name: text("Name of the extension provider.") }),
  rules: list(
    "Requests the action is for.",
    object("Requests that match all parts.", {
      from: list("Alternatives of callers.", object("A kind of caller.", { source })),
      to: list("Alternatives of operations.", object("A kind of operation.", { operation })),
      when: list(
        "Further conditions.",
        object(
          "A condition.",
          { key: text("Attribute."), values: texts("Values."), notValues: texts("Other than these.") },
          { required: ["key"] },
        ),
      ),
    }),
  ),
});

export const requestAuthentication = object("How tokens of end users are checked.", {
  selector,
  targetRef,
  targetRefs,
  jwtRules: list(
    "Accepted issuers.",
    object(
      "An issuer.",
      {
        issuer: text("Issuer of the tokens."),
        audiences: texts("Accepted audiences."),
        jwksUri: text("Where its keys are."),
        jwks: text("Its keys."),
        fromHeaders: list(
          "Headers that carry tokens.",
          object("A header.", { name: text("Name."), prefix: text("Prefix.") }),
        ),
        fromParams: texts("Query parameters that carry tokens."),
        fromCookies: texts("Cookies that carry tokens."),
        outputPayloadToHeader: text("Header for the claims."),
        outputClaimToHeaders: list("Headers for single claims.", labels("Header and claim.")),
        forwardOriginalToken: flag("Whether the token is passed on."),
        timeout: text("Limit of fetching keys."),
      },
      { required: ["issuer"] },
    ),
  ),
});
