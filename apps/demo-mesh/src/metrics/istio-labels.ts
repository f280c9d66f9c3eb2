import { type AppProtocol, type MeshSpec, serviceHost, type WorkloadSpec } from "../mesh/mesh-spec.ts";
import type { Labels } from "./block.ts";

/** Who took part in a request, as proxies tell it. Whoever is absent is `unknown`. */
export interface Participants {
  readonly reporter: "source" | "waypoint" | "destination";
  readonly source: WorkloadSpec | undefined;
  readonly target: WorkloadSpec | undefined;
  /** The name that was called, in full. */
  readonly host: string;
  readonly protocol: AppProtocol;
  readonly mtls: boolean;
}

type Identity = Pick<MeshSpec, "cluster" | "trustDomain">;

/**
 * The labels of Istio's standard metrics, without the response's:
 * https://istio.io/latest/docs/reference/config/metrics/#labels
 */
export function istioLabels(parties: Participants, mesh: Identity): Labels {
  const { reporter, source, target, host, protocol, mtls } = parties;
  return {
    reporter,
    ...peerLabels("source", source, mtls, mesh),
    ...peerLabels("destination", target, mtls, mesh),
    ...serviceLabels(host, target),
    request_protocol: protocol,
    // Only the proxy that takes the connection in knows how it came.
    connection_security_policy: reporter === "source" ? "unknown" : mtls ? "mutual_tls" : "none",
  };
}

function peerLabels(
  side: "source" | "destination",
  spec: WorkloadSpec | undefined,
  mtls: boolean,
  mesh: Identity,
): Labels {
  const known = spec && spec.role !== "external" ? spec : undefined;
  return {
    [`${side}_workload`]: known?.name ?? "unknown",
    [`${side}_workload_namespace`]: known?.namespace ?? "unknown",
    [`${side}_principal`]: known && mtls ? principalOf(known, mesh.trustDomain) : "unknown",
    [`${side}_app`]: known?.app ?? "unknown",
    [`${side}_version`]: known?.version ?? "unknown",
    [`${side}_canonical_service`]: known?.app ?? "unknown",
    [`${side}_canonical_revision`]: known?.version ?? "latest",
    [`${side}_cluster`]: known ? mesh.cluster : "unknown",
  };
}

function serviceLabels(host: string, target: WorkloadSpec | undefined): Labels {
  if (target?.role === "external") {
    return {
      destination_service: host,
      destination_service_name: host,
      destination_service_namespace: target.namespace,
    };
  }
  const [name = host, namespace = "unknown"] = host.split(".");
  return {
    destination_service: host,
    destination_service_name: name,
    destination_service_namespace: host === serviceHost(namespace, name) ? namespace : "unknown",
  };
}

function principalOf({ namespace, app }: WorkloadSpec, trustDomain: string): string {
  return `spiffe://${trustDomain}/ns/${namespace}/sa/${app}`;
}
