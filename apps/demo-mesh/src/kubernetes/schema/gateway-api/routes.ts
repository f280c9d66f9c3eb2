import { anything, integer, list, object, oneOf, type Schema, text } from "../schema.ts";
import {
  backendRefs,
  extensionRef,
  headerFilter,
  hostnames,
  matchValue,
  mirrorFilter,
  parentRefs,
  port,
} from "./route-fields.ts";

const DURATION = "^([0-9]{1,5}(h|m|s|ms)){1,4}$";
const ruleName = text("Name of the rule.", { minLength: 1, maxLength: 253 });

const pathRewrite = object(
  "Change of the path.",
  {
    type: oneOf("What is replaced.", "ReplaceFullPath", "ReplacePrefixMatch"),
    replaceFullPath: text("New path.", { maxLength: 1024 }),
    replacePrefixMatch: text("New prefix.", { maxLength: 1024 }),
  },
  { required: ["type"] },
);

const httpFilters = list(
  "What happens to requests on the way.",
  object(
    "A filter.",
    {
      type: oneOf(
        "Which filter.",
        "RequestHeaderModifier",
        "ResponseHeaderModifier",
        "RequestMirror",
        "RequestRedirect",
        "URLRewrite",
        "ExtensionRef",
        "CORS",
      ),
      requestHeaderModifier: headerFilter,
      responseHeaderModifier: headerFilter,
      requestMirror: mirrorFilter,
      requestRedirect: object("Answer with a redirect.", {
        scheme: oneOf("Scheme.", "http", "https"),
        hostname: text("Host.", { minLength: 1, maxLength: 253 }),
        path: pathRewrite,
        port,
        statusCode: integer("HTTP status.", { default: 302 }),
      }),
      urlRewrite: object("Change host and path.", {
        hostname: text("Host.", { minLength: 1, maxLength: 253 }),
        path: pathRewrite,
      }),
      extensionRef,
      cors: anything("Cross-origin policy."),
    },
    { required: ["type"] },
  ),
  { maxItems: 16 },
);

const httpMatch = object("Conditions that must all hold.", {
  path: object(
    "Path of the request.",
    {
      type: { ...oneOf("How to compare.", "Exact", "PathPrefix", "RegularExpression"), default: "PathPrefix" },
      value: text("The path.", { default: "/", maxLength: 1024 }),
    },
    { default: { type: "PathPrefix", value: "/" } },
  ),
  headers: list("Headers.", matchValue("A header."), { maxItems: 16 }),
  queryParams: list("Query parameters.", matchValue("A parameter."), { maxItems: 16 }),
  method: oneOf("HTTP method.", "GET", "HEAD", "POST", "PUT", "DELETE", "CONNECT", "OPTIONS", "TRACE", "PATCH"),
});

const everyPath = { path: { type: "PathPrefix", value: "/" } };

const route = (what: string, rule: Schema): Schema =>
  object(what, { parentRefs, hostnames, rules: list("Rules of the route.", rule, { maxItems: 16 }) });

export const httpRoute = route(
  "Routing of HTTP traffic.",
  object("Conditions and backends.", {
    name: ruleName,
    matches: list("Alternatives; one must hold.", httpMatch, { maxItems: 64, default: [everyPath] }),
    filters: httpFilters,
    backendRefs: backendRefs(httpFilters),
    timeouts: object("Limits.", {
      request: text("Of the whole request.", { pattern: DURATION }),
      backendRequest: text("Of each try.", { pattern: DURATION }),
    }),
    retry: anything("Retries."),
    sessionPersistence: anything("Keeping callers on one backend."),
  }),
);

const grpcFilters = list(
  "What happens to requests on the way.",
  object(
    "A filter.",
    {
      type: oneOf("Which filter.", "RequestHeaderModifier", "ResponseHeaderModifier", "RequestMirror", "ExtensionRef"),
      requestHeaderModifier: headerFilter,
      responseHeaderModifier: headerFilter,
      requestMirror: mirrorFilter,
      extensionRef,
    },
    { required: ["type"] },
  ),
  { maxItems: 16 },
);

export const grpcRoute = route(
  "Routing of gRPC traffic.",
  object("Conditions and backends.", {
    name: ruleName,
    matches: list(
      "Alternatives; one must hold.",
      object("Conditions that must all hold.", {
        method: object("Service and method.", {
          type: { ...oneOf("How to compare.", "Exact", "RegularExpression"), default: "Exact" },
          service: text("gRPC service.", { maxLength: 1024 }),
          method: text("gRPC method.", { maxLength: 1024 }),
        }),
        headers: list("Headers.", matchValue("A header."), { maxItems: 16 }),
      }),
      { maxItems: 64 },
    ),
    filters: grpcFilters,
    backendRefs: backendRefs(grpcFilters),
    sessionPersistence: anything("Keeping callers on one backend."),
  }),
);
