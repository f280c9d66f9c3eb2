import { duration, flag, integer, labels, list, map, number, object, oneOf, text, texts } from "../schema.ts";
import { exportTo, selector } from "./shared-fields.ts";

const consistentHash = object("Keep callers on the same endpoint.", {
  httpHeaderName: text("Hash of a header."),
  httpQueryParameterName: text("Hash of a query parameter."),
  useSourceIp: flag("Hash of the caller's address."),
  httpCookie: object("Hash of a cookie.", {
    name: text("Name of the cookie."),
    path: text("Path of the cookie."),
    ttl: duration("Lifetime of the cookie."),
  }),
  ringHash: object("Ring hash.", { minimumRingSize: integer("Least number of virtual nodes.") }),
  maglev: object("Maglev hash.", { tableSize: integer("Size of the table.") }),
  minimumRingSize: integer("Least number of virtual nodes (deprecated)."),
});

const loadBalancer = object("How endpoints are chosen.", {
  simple: oneOf(
    "A standard algorithm.",
    "UNSPECIFIED",
    "LEAST_CONN",
    "RANDOM",
    "PASSTHROUGH",
    "ROUND_ROBIN",
    "LEAST_REQUEST",
  ),
  consistentHash,
  localityLbSetting: object("Preference for near endpoints.", {
    enabled: flag("Whether it applies."),
    distribute: list(
      "Shares by locality.",
      object("From one locality.", { from: text("Where callers are."), to: map("Shares.", integer("Percent.")) }),
    ),
    failover: list(
      "Where to go when a locality is unhealthy.",
      object("From one region.", { from: text("Region."), to: text("Region.") }),
    ),
    failoverPriority: texts("Labels by which endpoints are ranked."),
  }),
  warmupDurationSecs: duration("How long new endpoints get less (deprecated)."),
  warmup: object("How new endpoints get their share.", {
    duration: duration("How long."),
    minimumPercent: number("Share at the beginning."),
    aggression: number("How the share grows."),
  }),
});

const connectionPool = object("Limits of connections and requests.", {
  tcp: object("For TCP and HTTP.", {
    maxConnections: integer("Most connections to a host."),
    connectTimeout: duration("Limit of connecting."),
    maxConnectionDuration: duration("Longest life of a connection."),
    idleTimeout: duration("When quiet connections are closed."),
    tcpKeepalive: object("Keep-alive probes.", {
      probes: integer("Probes without an answer before the connection counts as dead."),
      time: duration("Quiet time before the first probe."),
      interval: duration("Time between probes."),
    }),
  }),
  http: object("For HTTP.", {
    http1MaxPendingRequests: integer("Most requests waiting for a connection."),
    http2MaxRequests: integer("Most requests in flight."),
    maxRequestsPerConnection: integer("Requests after which a connection is closed."),
    maxRetries: integer("Most retries in flight."),
    idleTimeout: duration("When quiet connections are closed."),
    h2UpgradePolicy: oneOf("Whether HTTP/1.1 becomes HTTP/2.", "DEFAULT", "DO_NOT_UPGRADE", "UPGRADE"),
    useClientProtocol: flag("Whether the caller's protocol is kept."),
    maxConcurrentStreams: integer("Most streams on a connection."),
  }),
});

const outlierDetection = object("Ejection of endpoints that fail.", {
  consecutiveErrors: integer("Errors in a row (deprecated)."),
  consecutive5xxErrors: integer("5xx answers in a row before an endpoint is ejected."),
  consecutiveGatewayErrors: integer("502, 503 or 504 in a row before an endpoint is ejected."),
  consecutiveLocalOriginFailures: integer("Failures to connect in a row."),
  splitExternalLocalOriginErrors: flag("Whether failures to connect are counted apart."),
  interval: duration("Time between looks."),
  baseEjectionTime: duration("Shortest ejection."),
  maxEjectionPercent: integer("Most endpoints ejected, percent."),
  minHealthPercent: integer("Below this share of healthy endpoints nothing is ejected."),
});

const tls = object("TLS towards the host.", {
  mode: oneOf("How connections are secured.", "DISABLE", "SIMPLE", "MUTUAL", "ISTIO_MUTUAL"),
  clientCertificate: text("File of the client certificate."),
  privateKey: text("File of its key."),
  caCertificates: text("File of the authorities that are trusted."),
  caCrl: text("File of revoked certificates."),
  credentialName: text("Secret that holds them."),
  subjectAltNames: texts("Names the server's certificate must carry."),
  sni: text("SNI to send."),
  insecureSkipVerify: flag("Whether the server's certificate goes unchecked."),
});

const perPort = { loadBalancer, connectionPool, outlierDetection, tls };
const trafficPolicy = object("What applies to traffic for the host.", {
  ...perPort,
  portLevelSettings: list(
    "Settings of single ports.",
    object("Settings of a port.", { port: object("The port.", { number: integer("Port number.") }), ...perPort }),
  ),
  tunnel: object("Tunnel through a proxy.", {
    protocol: text("CONNECT or POST."),
    targetHost: text("Host behind the tunnel."),
    targetPort: integer("Its port."),
  }),
  proxyProtocol: object("PROXY protocol upstream.", { version: oneOf("Version.", "V1", "V2") }),
});

export const destinationRule = object(
  "What applies to traffic after routing: subsets, load balancing, limits, TLS.",
  {
    host: text("The service it is about."),
    trafficPolicy,
    subsets: list(
      "Named versions of the service.",
      object(
        "A version of the service.",
        { name: text("Name that routes refer to."), labels: labels("Labels of its pods."), trafficPolicy },
        { required: ["name"] },
      ),
    ),
    exportTo,
    workloadSelector: selector,
  },
  { required: ["host"] },
);
