import type { Protocol, Reporter } from "@fyr/contract";
import type { Party, SampleKey, ServiceParty } from "@fyr/topology";
import type { Labels } from "../answers.ts";
import { destinationLabels, sourceLabels, textOf } from "./labels.ts";

/** Reads who reported whose traffic. Rows about the same party share one object, whatever question they answer. */
export interface KeyReader {
  read(labels: Labels, protocol: Protocol): SampleKey | undefined;
}

export function createKeyReader(): KeyReader {
  const sources = new Map<string, Party>();
  const destinations = new Map<string, ServiceParty>();
  return {
    read(labels, protocol) {
      const reporter = reporterOf(labels["reporter"]);
      if (reporter === undefined) return undefined;
      const source = shared(sources, rowKey(labels, sourceLabels), () => partyOf(labels, "source"));
      const destination = shared(destinations, rowKey(labels, destinationLabels), () => serviceOf(labels));
      return { reporter, protocol, source, destination };
    },
  };
}

/** Text that is equal for rows equal in these labels. */
export function rowKey(labels: Labels, names: readonly string[]): string {
  // Joined it is one text; one that is added to stays in memory piece by piece.
  return names.map((name) => `${labels[name] ?? ""}\n`).join("");
}

/** gRPC only where Istio says so; HTTP/2 without it is `http`. */
export function requestProtocol(labels: Labels): Protocol {
  return labels["request_protocol"] === "grpc" ? "grpc" : "http";
}

/** More than any mesh has at once: those that are gone are forgotten with the others. */
const mostShared = 50_000;

/** The value of this key: one object for whoever asks. */
export function shared<Value>(known: Map<string, Value>, key: string, make: () => Value): Value {
  const value = known.get(key) ?? make();
  if (known.size >= mostShared) known.clear();
  known.set(key, value);
  return value;
}

/** Undefined for a reporter this dialect does not know. */
export function reporterOf(text: string | undefined): Reporter | undefined {
  return text === "source" || text === "destination" || text === "waypoint" ? text : undefined;
}

function partyOf(labels: Labels, side: "source" | "destination"): Party {
  return present({
    cluster: textOf(labels, `${side}_cluster`),
    namespace: textOf(labels, `${side}_workload_namespace`),
    workload: textOf(labels, `${side}_workload`),
    app: textOf(labels, `${side}_canonical_service`),
    version: textOf(labels, `${side}_canonical_revision`),
  });
}

function serviceOf(labels: Labels): ServiceParty {
  return {
    ...partyOf(labels, "destination"),
    ...present({
      service: textOf(labels, "destination_service_name"),
      serviceNamespace: textOf(labels, "destination_service_namespace"),
      serviceHost: textOf(labels, "destination_service"),
    }),
  };
}

type Present<Fields> = { [Name in keyof Fields]?: NonNullable<Fields[Name]> };

function present<Fields extends Record<string, string | undefined>>(fields: Fields): Present<Fields> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Present<Fields>;
}
