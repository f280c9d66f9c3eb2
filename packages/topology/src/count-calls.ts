import { isEnvoyCluster } from "./called-service.ts";
import { isEach } from "./same-value.ts";
import type { EdgeKey, SampleKey, ServiceParty } from "./samples.ts";
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
  keys: readonly EdgeKey[];
  /** Undefined where no service was called by name. */
  readonly service: ServiceTally | undefined;
}

/** The calls of one edge. Most have called one party by one service: a list is searched faster than a map is made. */
export interface Calls {
  called: readonly CalledTally[];
  services: readonly ServiceTally[];
  /** Whoever tells of what another reporter counts: how long it took, how many messages. Absent: nobody. */
  beside?: readonly EdgeKey[];
  /** Some of it called no service by name. */
  hasNameless: boolean;
}

/** Counts whom a sample is about. `perSecond`: requests, else bytes. `only`: see `EdgeKey`. */
export function countCall(calls: Calls, sample: SampleKey, perSecond: number, only?: EdgeKey["only"]): void {
  const called = callOf(calls, sample.destination);
  called.keys = withKey(called.keys, sample, only);
  if (called.service !== undefined) called.service.requestsPerSecond += perSecond;
}

function callOf(calls: Calls, party: ServiceParty): CalledTally {
  for (const called of calls.called) if (called.party === party) return called;
  const called: CalledTally = { party, keys: [], service: serviceOf(calls, party) };
  calls.called = withOne(calls.called, called);
  return called;
}

/** Counts who tells of calls that another reporter counts. */
export function countBeside(calls: Calls, sample: SampleKey, only: NonNullable<EdgeKey["only"]>): void {
  calls.beside = withKey(calls.beside ?? [], sample, only);
}

function withKey(keys: readonly EdgeKey[], sample: SampleKey, only: EdgeKey["only"]): readonly EdgeKey[] {
  const { reporter, protocol, source, destination } = sample;
  for (const key of keys) {
    const isSamePair = key.source === source && key.destination === destination;
    if (isSamePair && key.reporter === reporter && key.only === only) return keys;
  }
  const key = { reporter, protocol, source, destination };
  return withOne(keys, only === undefined ? key : { ...key, only });
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
export function keysOf({ called, beside }: Pick<Calls, "called" | "beside">): readonly EdgeKey[] {
  const [only] = called;
  if (only !== undefined && called.length === 1 && beside === undefined) return only.keys;
  return [...called.flatMap(({ keys }) => keys), ...(beside ?? [])];
}

/** The same called the same by the same names, whatever their numbers. */
export function areSameCalls(a: Calls, b: Calls): boolean {
  return (
    a.hasNameless === b.hasNameless &&
    isEach(a.called, b.called, isSameCalled) &&
    isEach(a.services, b.services, isSameService) &&
    isEach(a.beside ?? [], b.beside ?? [], isSameKey)
  );
}

function isSameCalled(a: CalledTally, b: CalledTally): boolean {
  return a.party === b.party && isEach(a.keys, b.keys, isSameKey);
}

function isSameService(a: ServiceTally, b: ServiceTally): boolean {
  return a.name === b.name && a.namespace === b.namespace && a.host === b.host;
}

function isSameKey(a: EdgeKey, b: EdgeKey): boolean {
  const isSamePair = a.source === b.source && a.destination === b.destination;
  return isSamePair && a.reporter === b.reporter && a.protocol === b.protocol && a.only === b.only;
}
