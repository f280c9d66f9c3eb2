import { isEnvoyCluster } from "./called-service.ts";
import { known } from "./optional.ts";
import type { SampleKey, ServiceParty } from "./samples.ts";

interface ServiceTally {
  readonly namespace?: string;
  readonly name: string;
  readonly host?: string;
  /** The first that was called so. */
  readonly party: ServiceParty;
  requestsPerSecond: number;
}

/** Whoever was called, by whom, and as what. */
interface CalledTally {
  /** Each once. */
  readonly keys: SampleKey[];
  /** Undefined where no service was called by name. */
  readonly service: ServiceTally | undefined;
}

/** The calls of one edge. */
export interface Calls {
  readonly called: Map<ServiceParty, CalledTally>;
  readonly services: Map<string, ServiceTally>;
  /** Some of it called no service by name. */
  hasNameless: boolean;
}

/** Counts whom a sample is about. `perSecond`: requests, else bytes. */
export function countCall(calls: Calls, sample: SampleKey, perSecond: number): void {
  const called = calls.called.get(sample.destination) ?? callOf(calls, sample.destination);
  countKey(called.keys, sample);
  if (called.service !== undefined) called.service.requestsPerSecond += perSecond;
}

function callOf(calls: Calls, party: ServiceParty): CalledTally {
  const called = { keys: [], service: serviceOf(calls, party) };
  calls.called.set(party, called);
  return called;
}

function countKey(keys: SampleKey[], { reporter, protocol, source, destination }: SampleKey): void {
  for (const key of keys) if (key.source === source && key.reporter === reporter) return;
  keys.push({ reporter, protocol, source, destination });
}

function serviceOf(calls: Calls, party: ServiceParty): ServiceTally | undefined {
  const { service, serviceHost: host, serviceNamespace: namespace } = party;
  const name = isEnvoyCluster(service) ? host : (service ?? host);
  if (name === undefined || isEnvoyCluster(name)) {
    calls.hasNameless = true;
    return undefined;
  }
  const key = `${namespace ?? ""}/${name}/${host ?? ""}`;
  const counted = calls.services.get(key) ?? {
    name,
    ...known("namespace", namespace),
    ...known("host", host),
    party,
    requestsPerSecond: 0,
  };
  calls.services.set(key, counted);
  return counted;
}

/** Whose traffic it is, each key once. */
export function keysOf({ called }: Pick<Calls, "called">): readonly SampleKey[] {
  const [only] = called.values();
  return only !== undefined && called.size === 1 ? only.keys : [...called.values()].flatMap(({ keys }) => keys);
}
