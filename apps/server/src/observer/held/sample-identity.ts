import type { Party, SampleKey, ServiceParty, TrafficSample } from "@fyr/topology";

/** The same text for samples that say the same but for their numbers: two of them add up. */
export function sampleIdentity(sample: TrafficSample): string {
  const whose = [sample.kind, keyText(sample)];
  switch (sample.kind) {
    case "requests": {
      const { code, grpcStatus, operation, flags, mtls } = sample;
      return textOf([...whose, code, grpcStatus, operation, flags, mtls]);
    }
    case "latency":
      return textOf([...whose, ...(sample.histogram?.bounds ?? [])]);
    case "bytes": {
      const { direction, flags, mtls, ztunnel } = sample;
      return textOf([...whose, direction, flags, mtls, ztunnel]);
    }
    case "connections":
      return textOf([...whose, sample.flags, sample.ztunnel, sample.broken]);
    case "messages":
      return textOf([...whose, sample.direction]);
  }
}

/** The same text for traffic of the same two ends, told by the same side. */
export function keyText({ reporter, protocol, source, destination }: SampleKey): string {
  return textOf([reporter, protocol, partyText(source), servicePartyText(destination)]);
}

function partyText({ cluster, namespace, workload, app, version }: Party): string {
  return textOf([cluster, namespace, workload, app, version]);
}

function servicePartyText(party: ServiceParty): string {
  return textOf([partyText(party), party.service, party.serviceNamespace, party.serviceHost]);
}

/** No label value holds the separator; an absent value differs from every other. */
function textOf(parts: readonly (string | number | boolean | undefined)[]): string {
  return parts.join("\u0000");
}
