import { anything, flag, integer, labels, list, map, object, oneOf, text, texts } from "../schema.ts";
import { exportTo } from "./shared-fields.ts";

const port = object("A port.", {
  number: integer("Port number."),
  protocol: text("Protocol spoken on it."),
  name: text("Name of the port."),
  targetPort: integer("Port of the endpoints."),
});

const serverTls = object("TLS of the port.", {
  httpsRedirect: flag("Whether HTTP is redirected to HTTPS."),
  mode: oneOf(
    "How TLS is ended.",
    "PASSTHROUGH",
    "SIMPLE",
    "MUTUAL",
    "AUTO_PASSTHROUGH",
    "ISTIO_MUTUAL",
    "OPTIONAL_MUTUAL",
  ),
  serverCertificate: text("File of the certificate."),
  privateKey: text("File of its key."),
  caCertificates: text("File of the authorities that are trusted."),
  credentialName: text("Secret that holds them."),
  credentialNames: texts("Secrets that hold them."),
  subjectAltNames: texts("Names a client's certificate must carry."),
  minProtocolVersion: text("Oldest TLS version."),
  maxProtocolVersion: text("Newest TLS version."),
  cipherSuites: texts("Cipher suites."),
});

export const gateway = object("Ports a proxy at the edge listens on.", {
  selector: labels("Labels of the gateway's pods."),
  servers: list(
    "What it listens on.",
    object(
      "A port and the hosts it serves.",
      {
        port,
        bind: text("Address to listen on."),
        hosts: texts("Hosts that are served."),
        tls: serverTls,
        defaultEndpoint: text("Where traffic goes by default."),
        name: text("Name of the server."),
      },
      { required: ["port", "hosts"] },
    ),
  ),
});

const workloadEntryFields = {
  address: text("Address of the endpoint."),
  ports: map("Ports by name.", integer("Port number.")),
  labels: labels("Labels of the endpoint."),
  network: text("Network the endpoint is in."),
  locality: text("Where the endpoint is."),
  weight: integer("Share of the traffic.", { minimum: 0 }),
  serviceAccount: text("Service account of the workload."),
};
export const workloadEntry = object("One workload outside of Kubernetes.", workloadEntryFields);

const workloadSelector = object("The workloads it applies to.", { labels: labels("Labels of the workloads.") });

export const serviceEntry = object(
  "A host added to the registry, such as an API outside of the mesh.",
  {
    hosts: texts("Names of the host.", { minItems: 1 }),
    addresses: texts("Virtual addresses of the host."),
    ports: list("Ports of the host.", port),
    location: oneOf("Whether it is part of the mesh.", "MESH_EXTERNAL", "MESH_INTERNAL"),
    resolution: oneOf("How its addresses are found.", "NONE", "STATIC", "DNS", "DNS_ROUND_ROBIN", "DYNAMIC_DNS"),
    endpoints: list("Its endpoints.", object("An endpoint.", workloadEntryFields)),
    workloadSelector,
    exportTo,
    subjectAltNames: texts("Names its certificate must carry."),
  },
  { required: ["hosts"] },
);

export const sidecar = object("What the proxies of some workloads accept and reach.", {
  workloadSelector,
  ingress: list("Ports traffic comes in on.", anything("An inbound port.")),
  egress: list(
    "Hosts that can be reached.",
    object(
      "Hosts on a port.",
      {
        port,
        bind: text("Address to listen on."),
        captureMode: oneOf("How traffic is captured.", "DEFAULT", "IPTABLES", "NONE"),
        hosts: texts("Hosts as `namespace/host`."),
      },
      { required: ["hosts"] },
    ),
  ),
  inboundConnectionPool: anything("Limits of inbound connections."),
  outboundTrafficPolicy: object("What happens to traffic for unknown hosts.", {
    mode: oneOf("Refused or passed.", "REGISTRY_ONLY", "ALLOW_ANY"),
    egressProxy: anything("Proxy for unknown hosts."),
  }),
});
