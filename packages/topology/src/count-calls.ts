import { isEnvoyCluster } from "./called-service.ts";
import { known } from "./optional.ts";
import type { SampleKey, ServiceParty } from "./samples.ts";

interface ServiceTally {
  /** Tells it from others of the edge, and sorts them. */
  readonly key: string;
  readonly namespace?: string;
  readonly name: string;
  readonly host?: string;
  /** The first that was called so. */
  readonly party: ServiceParty;
  requestsPerSecond: number;
}

/** Whoever was called, by whom, and as what. */
interface CalledTally {
  readonly party: ServiceParty;
  /** Each once. */
  readonly keys: SampleKey[];
  /** Undefined where no service was called by name. */
  readonly service: ServiceTally | undefined;
}

/** The calls of one edge. Most have called one party by one service: a list is searched faster than a map is made. */
export interface Calls {
  readonly called: CalledTally[];
  readonly services: ServiceTally[];
  /** Some of it called no service by name. */
  hasNameless: boolean;
}

/** Counts whom a sample is about. `perSecond`: requests, else bytes. */
export function countCall(calls: Calls, sample: SampleKey, perSecond: number): void {
  const called = calls.called.find(({ party }) => party === sample.destination) ?? callOf(calls, sample.destination);
  countKey(called.keys, sample);
  if (called.service !== undefined) called.service.requestsPerSecond += perSecond;
}

function callOf(calls: Calls, party: ServiceParty): CalledTally {
  const called = { party, keys: [], service: serviceOf(calls, party) };
  calls.called.push(called);
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
  const same = calls.services.find((service) => service.key === key);
  if (same !== undefined) return same;
  const counted: ServiceTally = {
    key,
    name,
    ...known("namespace", namespace),
    ...known("host", host),
    party,
    requestsPerSecond: 0,
  };
  calls.services.push(counted);
  return counted;
}

/** Whose traffic it is, each key once. */
export function keysOf({ called }: Pick<Calls, "called">): readonly SampleKey[] {
  const [only] = called;
  return only !== undefined && called.length === 1 ? only.keys : called.flatMap(({ keys }) => keys);
}
