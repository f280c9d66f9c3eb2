import { known } from "@fyr/topology";
import type { Labels } from "../answers.ts";
import { textOf } from "./labels.ts";

/** How a request ended: its HTTP status, its gRPC status unless Istio says it was not gRPC, and Envoy's flags. */
export interface Outcome {
  readonly code: string;
  readonly grpcStatus?: string;
  readonly flags?: string;
}

export function readOutcome(labels: Labels): Outcome {
  const { request_protocol: protocol = "grpc" } = labels;
  const grpcStatus = protocol === "grpc" ? textOf(labels, "grpc_response_status") : undefined;
  return {
    code: textOf(labels, "response_code") ?? "unknown",
    ...known("grpcStatus", grpcStatus),
    ...readFlags(labels),
  };
}

/** Proxies write `-` where there are none. */
export function readFlags(labels: Labels): Pick<Outcome, "flags"> {
  const flags = textOf(labels, "response_flags");
  return flags === undefined || flags === "-" ? {} : { flags };
}
