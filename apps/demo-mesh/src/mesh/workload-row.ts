import { type AppProtocol, type CallSpec, POD_CORES, serviceHost, type WorkloadSpec } from "./mesh-spec.ts";

/** What a row of the table may say beyond the usual. */
export interface Row {
  readonly calls?: readonly CallSpec[];
  readonly protocol?: AppProtocol;
  readonly replicas?: number;
  readonly app?: string;
  readonly role?: WorkloadSpec["role"];
  readonly kind?: WorkloadSpec["kind"];
  readonly host?: string;
  readonly sidecar?: boolean;
  readonly spread?: number;
  readonly clientErrors?: WorkloadSpec["clientErrors"];
  readonly cpuMs?: number;
  readonly failures?: number;
}

/** CPU use of pods at their nominal load, as a share of what they may use. */
const BUSY = 0.38;
const PORTS: Record<AppProtocol, number> = { http: 8080, grpc: 9000, tcp: 6379 };

/** One workload of a mesh that is written out. `nominal` is the load in requests per second at which the pods are as busy as `BUSY` says. */
export function row(
  namespace: string,
  name: string,
  version: string,
  nominal: number,
  ownMs: number,
  more: Row = {},
): WorkloadSpec {
  const { calls = [], protocol = "http", replicas = 1, app = name, role = "workload", kind = "Deployment" } = more;
  return {
    role,
    kind,
    namespace,
    name,
    app,
    version,
    host: more.host ?? serviceHost(namespace, app),
    protocol,
    port: PORTS[protocol],
    replicas,
    sidecar: more.sidecar ?? true,
    ownMs,
    spread: more.spread ?? 0.42,
    cpuMsPerRequest: more.cpuMs ?? (BUSY * POD_CORES * 1000 * replicas) / nominal,
    failureRatio: more.failures ?? 0,
    ...(more.clientErrors && { clientErrors: more.clientErrors }),
    calls,
  };
}

/** `perRequest` calls to a Service for each request answered; of their failures, the share `propagates` is passed on. */
export function call(namespace: string, app: string, perRequest: number, propagates: number): CallSpec {
  return { host: serviceHost(namespace, app), perRequest, propagates };
}

/** The same for what comes in from outside, where routes say whether it gets there. */
export function entering(authority: string, path: string, made: CallSpec): CallSpec {
  return { ...made, entry: { authority, path } };
}
