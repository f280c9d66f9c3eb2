import { isEnvoyCluster } from "./called-service.ts";
import type { SampleKey, ServiceParty } from "./samples.ts";
import { withOne } from "./with-one.ts";

export interface ServiceTally {
  readonly namespace: string | undefined;
  readonly name: string;
  readonly host: string | undefined;
  /** The first that was called so. */
  readonly party: ServiceParty;
  requestsPerSecond: number;
}

/** Whoever was called, by whom, and as what. */
interface CalledTally {
  readonly party: ServiceParty;
  /** Each once. */
  keys: readonly SampleKey[];
  /** Undefined where no service was called by name. */
  readonly service: ServiceTally | undefined;
}

/** The calls of one edge. Most have called one party by one service: a list is searched faster than a map is made. */
export interface Calls {
  called: readonly CalledTally[];
  services: readonly ServiceTally[];
  /** Some of it called no service by name. */
  hasNameless: boolean;
}

/** Counts whom a sample is about. `perSecond`: requests, else bytes. */
export function countCall(calls: Calls, sample: SampleKey, perSecond: number): void {
  const called = callOf(calls, sample.destination);
  countKey(called, sample);
  if (called.service !== undefined) called.service.requestsPerSecond += perSecond;
}

function callOf(calls: Calls, party: ServiceParty): CalledTally {
  for (const called of calls.called) if (called.party === party) return called;
  const called: CalledTally = { party, keys: [], service: serviceOf(calls, party) };
  calls.called = withOne(calls.called, called);
  return called;
}

function countKey(called: CalledTally, { reporter, protocol, source, destination }: SampleKey): void {
  for (const key of called.keys) if (key.source === source && key.reporter === reporter) return;
  called.keys = withOne(called.keys, { reporter, protocol, source, destination });
}

function serviceOf(calls: Calls, party: ServiceParty): ServiceTally | undefined {
  const { service, serviceHost: host, serviceNamespace: namespace } = party;
  const name = isEnvoyCluster(service) ? host : (service ?? host);
  if (name === undefined || isEnvoyCluster(name)) {
    calls.hasNameless = true;
    return undefined;
  }
  for (const same of calls.services) {
    if (same.name === name && same.host === host && same.namespace === namespace) return same;
  }
  const counted: ServiceTally = { namespace, name, host, party, requestsPerSecond: 0 };
  calls.services = withOne(calls.services, counted);
  return counted;
}

/** Tells it from others of the edge, and sorts them. */
export function serviceKey({ namespace, name, host }: ServiceTally): string {
  return `${namespace ?? ""}/${name}/${host ?? ""}`;
}

/** Whose traffic it is, each key once. */
export function keysOf({ called }: Pick<Calls, "called">): readonly SampleKey[] {
  const [only] = called;
  return only !== undefined && called.length === 1 ? only.keys : called.flatMap(({ keys }) => keys);
}
