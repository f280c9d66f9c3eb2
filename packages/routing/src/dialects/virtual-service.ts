import type { Destination } from "@fyr/contract";
import { integerIn, listIn, objectIn, textIn, textsIn } from "../json.ts";
import type { RouteDialect } from "./route-dialect.ts";
import { readVirtualServiceMatches } from "./virtual-service-matches.ts";

/** https://istio.io/latest/docs/reference/config/networking/virtual-service/ */
export const virtualService: RouteDialect = {
  kind: "VirtualService",
  group: "networking.istio.io",
  plural: "virtualservices",
  ruleLists: [
    { protocol: "http", field: "http" },
    { protocol: "tls", field: "tls" },
    { protocol: "tcp", field: "tcp" },
  ],
  destinationsField: "route",
  identityFields: ["destination"],
  weights: { leftOut: 0, aloneTakesAll: true, keepsSum: true },
  readDestination,
  readMatches: (_, entry) => readVirtualServiceMatches(listIn(entry, "match")),
  readAttachment: ({ spec }) => {
    const gateways = textsIn(spec, "gateways");
    return { hosts: textsIn(spec, "hosts"), gateways: gateways.length > 0 ? gateways : ["mesh"], parents: [] };
  },
  precedence: () => [],
};

function readDestination(entry: unknown): Destination | undefined {
  const destination = objectIn(entry, "destination");
  const host = textIn(destination, "host");
  if (host === undefined) return undefined;
  const subset = textIn(destination, "subset");
  const port = integerIn(objectIn(destination, "port"), "number");
  return { host, ...(subset !== undefined && { subset }), ...(port !== undefined && { port }) };
}
