import {
  duration,
  flag,
  integer,
  labels,
  list,
  map,
  number,
  object,
  oneOf,
  type Schema,
  text,
  texts,
} from "../schema.ts";
import { exportTo } from "./shared-fields.ts";

const stringMatch = (description: string): Schema =>
  object(description, {
    exact: text("The whole value, as it is."),
    prefix: text("How the value begins."),
    regex: text("An RE2 expression the whole value matches."),
  });

const destination = object(
  "Where requests go: a service, and optionally a subset and port of it.",
  {
    host: text("A service of the registry; a short name is looked up in the namespace of this object."),
    subset: text("A subset that a DestinationRule of the host defines."),
    port: object("The port of the host, if it has several.", { number: integer("Port number.") }),
  },
  { required: ["host"] },
);

const headerChanges = object("Headers to change.", {
  set: labels("Headers to overwrite."),
  add: labels("Headers to append."),
  remove: texts("Headers to drop."),
});
const headers = object("Changes to headers.", { request: headerChanges, response: headerChanges });
const percentage = object("A share of requests.", { value: number("Percent, 0 to 100.") });

const weighted = (withHeaders: boolean): Schema =>
  object(
    "A destination and its share.",
    {
      destination,
      weight: integer("Share of the traffic, relative to the sum of all weights of the rule."),
      ...(withHeaders && { headers }),
    },
    { required: ["destination"] },
  );

const httpMatch = object("Conditions that must all hold.", {
  name: text("Name of the match, for access logs."),
  uri: stringMatch("Path of the request."),
  scheme: stringMatch("URI scheme."),
  method: stringMatch("HTTP method."),
  authority: stringMatch("Host header."),
  headers: map("Headers by lower-case name.", stringMatch("Value of the header.")),
  withoutHeaders: map("Headers that must not match.", stringMatch("Value of the header.")),
  queryParams: map("Query parameters by name.", stringMatch("Value of the parameter.")),
  port: integer("Port of the host being addressed."),
  sourceLabels: labels("Labels of the calling workload."),
  sourceNamespace: text("Namespace of the calling workload."),
  gateways: texts("Gateways the rule applies to."),
  ignoreUriCase: flag("Whether the case of the path is ignored."),
  statPrefix: text("Prefix of statistics of this route."),
});

const fault = object("Faults to inject.", {
  delay: object("Delay before forwarding.", {
    percentage,
    percent: integer("Percent of requests, whole numbers."),
    fixedDelay: duration("How long."),
    exponentialDelay: duration("Mean of an exponential delay."),
  }),
  abort: object("Requests answered with an error.", {
    percentage,
    httpStatus: integer("HTTP status to answer."),
    grpcStatus: text("gRPC status to answer."),
    http2Error: text("HTTP/2 error to answer."),
  }),
});

const retries = object("Retries of failed requests.", {
  attempts: integer("How often to try again."),
  perTryTimeout: duration("Limit of each try."),
  retryOn: text("Conditions to retry on, separated by commas."),
  retryRemoteLocalities: flag("Whether other localities may be tried."),
  retryIgnorePreviousHosts: flag("Whether hosts that failed are avoided."),
  backoff: duration("Least time between tries."),
});

const cors = object("Cross-origin policy.", {
  allowOrigin: texts("Allowed origins (deprecated)."),
  allowOrigins: list("Allowed origins.", stringMatch("An origin.")),
  allowMethods: texts("Allowed methods."),
  allowHeaders: texts("Allowed request headers."),
  exposeHeaders: texts("Headers scripts may read."),
  maxAge: duration("How long a preflight may be cached."),
  allowCredentials: flag("Whether credentials are allowed."),
  unmatchedPreflights: oneOf("What to do with other preflights.", "UNSPECIFIED", "FORWARD", "IGNORE"),
});

const http = object("A rule for HTTP traffic. The first rule that matches applies.", {
  name: text("Name of the rule."),
  match: list("Alternatives; one must hold. None: every request.", httpMatch),
  route: list("Destinations and their shares.", weighted(true)),
  redirect: object("Answer with a redirect.", {
    uri: text("Path to redirect to."),
    authority: text("Host to redirect to."),
    port: integer("Port to redirect to."),
    derivePort: oneOf("How to find the port.", "FROM_PROTOCOL_DEFAULT", "FROM_REQUEST_PORT"),
    scheme: text("Scheme to redirect to."),
    redirectCode: integer("HTTP status of the redirect."),
  }),
  directResponse: object("Answer without forwarding.", {
    status: integer("HTTP status."),
    body: object("Body of the answer.", { string: text("As text."), bytes: text("As base64.") }),
  }),
  delegate: object("Rules are in another VirtualService.", {
    name: text("Its name."),
    namespace: text("Its namespace."),
  }),
  rewrite: object("Change path and host before forwarding.", {
    uri: text("New path or prefix."),
    authority: text("New host."),
    uriRegexRewrite: object("Rewrite by expression.", {
      match: text("RE2 expression."),
      rewrite: text("Substitution."),
    }),
  }),
  timeout: duration("Limit of the whole request."),
  retries,
  fault,
  mirror: destination,
  mirrors: list(
    "Destinations that get a copy.",
    object("A mirror.", { destination, percentage }, { required: ["destination"] }),
  ),
  mirrorPercent: integer("Percent to mirror (deprecated)."),
  mirror_percent: integer("Percent to mirror (deprecated)."),
  mirrorPercentage: percentage,
  corsPolicy: cors,
  headers,
});

const l4Match = {
  destinationSubnets: texts("Addresses the connection goes to."),
  port: integer("Port of the host being addressed."),
  sourceLabels: labels("Labels of the calling workload."),
  sourceNamespace: text("Namespace of the calling workload."),
  gateways: texts("Gateways the rule applies to."),
};

export const virtualService = object("Routing of traffic to one or more hosts.", {
  hosts: texts("Hosts the traffic is addressed to."),
  gateways: texts("Gateways and sidecars (`mesh`) that apply the rules; absent: `mesh`."),
  exportTo,
  http: list("Rules for HTTP traffic, in order.", http),
  tls: list(
    "Rules for TLS that is passed through, by SNI.",
    object(
      "A rule for TLS traffic.",
      {
        match: list(
          "Alternatives.",
          object("Conditions.", { sniHosts: texts("SNI values."), ...l4Match }, { required: ["sniHosts"] }),
        ),
        route: list("Destinations and their shares, per connection.", weighted(false)),
      },
      { required: ["match"] },
    ),
  ),
  tcp: list(
    "Rules for TCP traffic, in order.",
    object("A rule for TCP traffic.", {
      match: list(
        "Alternatives.",
        object("Conditions.", { ...l4Match, sourceSubnet: text("Addresses of the caller.") }),
      ),
      route: list("Destinations and their shares, per connection.", weighted(false)),
    }),
  ),
});
