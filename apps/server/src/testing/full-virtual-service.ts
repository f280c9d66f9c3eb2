const version = (subset: string) => ({ host: "payment", subset, port: { number: 8080 } });
const headers = {
  request: { set: { "x-set": "1" }, add: { "x-add": "2" }, remove: ["x-gone"] },
  response: { set: { "x-set": "3" }, add: { "x-add": "4" }, remove: ["x-gone"] },
};
const l4 = {
  destinationSubnets: ["10.0.0.0/8"],
  port: 5432,
  sourceLabels: { app: "checkout" },
  sourceNamespace: "checkout",
  gateways: ["mesh"],
};

const match = {
  name: "all-fields",
  uri: { prefix: "/pay" },
  scheme: { exact: "https" },
  method: { regex: "GET|POST" },
  authority: { exact: "payment" },
  headers: { "x-canary": { exact: "always" }, cookie: { regex: "^(.*?;)?(user=jason)(;.*)?$" } },
  withoutHeaders: { "x-bot": {} },
  queryParams: { debug: { exact: "1" } },
  port: 8080,
  sourceLabels: { app: "checkout" },
  sourceNamespace: "checkout",
  gateways: ["mesh", "edge/public"],
  ignoreUriCase: true,
  statPrefix: "pay",
};

const byPrefix = {
  uri: { exact: "/" },
  scheme: { prefix: "http" },
  method: { prefix: "P" },
  authority: { prefix: "pay" },
  headers: { "x-user": { prefix: "test-" } },
  withoutHeaders: { "x-bot": { prefix: "crawl" }, "x-old": { exact: "1" } },
  queryParams: { page: { prefix: "1" } },
};

const byExpression = {
  uri: { regex: "/v[0-9]+/.*" },
  scheme: { regex: "https?" },
  method: { exact: "PUT" },
  authority: { regex: "pay.*" },
  withoutHeaders: { "x-bot": { regex: "crawl.*" } },
  queryParams: { page: { regex: "[0-9]+" } },
};

const cors = {
  allowOrigin: ["https://shop.example.com"],
  allowOrigins: [
    { exact: "https://shop.example.com" },
    { prefix: "https://a." },
    { regex: "https://.*[.]example[.]com" },
  ],
  allowMethods: ["GET"],
  allowHeaders: ["x-a"],
  exposeHeaders: ["x-b"],
  maxAge: "24h",
  allowCredentials: true,
  unmatchedPreflights: "FORWARD",
};

/** A VirtualService with every field the API has, as no two rules of one could have them all. */
export const fullVirtualService = {
  apiVersion: "networking.istio.io/v1",
  kind: "VirtualService",
  metadata: { name: "full", namespace: "payments", labels: { team: "payments" }, annotations: { note: "by hand" } },
  spec: {
    hosts: ["full.example.com"],
    gateways: ["mesh", "edge/public"],
    exportTo: ["*"],
    http: [
      {
        name: "moved",
        match: [{ uri: { exact: "/old" } }],
        redirect: { uri: "/new", authority: "b", port: 443, scheme: "https", redirectCode: 308 },
      },
      {
        name: "moved-by-protocol",
        match: [{ uri: { exact: "/older" } }],
        redirect: { uri: "/new", derivePort: "FROM_PROTOCOL_DEFAULT" },
      },
      {
        name: "answered",
        match: [{ uri: { exact: "/teapot" } }],
        directResponse: { status: 418, body: { string: "short" } },
      },
      {
        name: "in-bytes",
        match: [{ uri: { exact: "/b" } }],
        directResponse: { status: 200, body: { bytes: "c2hvcnQ=" } },
      },
      { name: "handed-over", match: [{ uri: { prefix: "/d" } }], delegate: { name: "other", namespace: "shop" } },
      {
        name: "split",
        match: [match, byPrefix, byExpression],
        route: [
          { destination: version("v1"), weight: 95, headers },
          { destination: version("v2"), weight: 5 },
        ],
        rewrite: { uri: "/", authority: "payment.internal" },
        timeout: "5s",
        retries: {
          attempts: 3,
          perTryTimeout: "2s",
          retryOn: "5xx,connect-failure",
          retryRemoteLocalities: true,
          retryIgnorePreviousHosts: false,
          backoff: "25ms",
        },
        fault: {
          delay: { percentage: { value: 0.1 }, fixedDelay: "5s" },
          abort: { percentage: { value: 0.1 }, httpStatus: 400 },
        },
        mirror: version("v2"),
        mirrorPercentage: { value: 12.5 },
        corsPolicy: cors,
        headers,
      },
      {
        name: "by-expression",
        route: [{ destination: version("v1"), weight: 100 }, { destination: version("v2") }],
        rewrite: { uriRegexRewrite: { match: "^/a/(.*)$", rewrite: "/b/\\1" } },
        mirrors: [{ destination: version("v2"), percentage: { value: 1 } }],
        fault: {
          delay: { percent: 5, exponentialDelay: "1s" },
          abort: { percentage: { value: 1 }, grpcStatus: "UNAVAILABLE" },
        },
      },
      {
        name: "older",
        match: [{ uri: { exact: "/older" } }],
        route: [{ destination: version("v1") }],
        fault: { abort: { percentage: { value: 1 }, http2Error: "REFUSED_STREAM" } },
        mirror: version("v2"),
        mirrorPercent: 10,
      },
      {
        name: "oldest",
        match: [{ uri: { exact: "/oldest" } }],
        route: [{ destination: version("v1") }],
        mirror: version("v2"),
        mirror_percent: 10,
      },
    ],
    tls: [
      {
        match: [{ sniHosts: ["full.example.com"], ...l4 }],
        route: [
          { destination: version("v1"), weight: 70 },
          { destination: version("v2"), weight: 30 },
        ],
      },
    ],
    tcp: [
      {
        match: [{ ...l4, sourceSubnet: "10.1.0.0/16" }],
        route: [
          { destination: version("v1"), weight: 60 },
          { destination: version("v2"), weight: 40 },
        ],
      },
    ],
  },
};
