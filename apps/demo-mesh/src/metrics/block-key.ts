import { type WorkloadSpec, workloadKey } from "../mesh/mesh-spec.ts";
import type { Answer } from "../traffic/answer.ts";
import type { Participants } from "./istio-labels.ts";

type Kind = Pick<Answer, "code" | "grpcStatus" | "flags">;

/** What the block is kept under in which a pod's proxy counts requests that ended so. */
export function blockKey(pod: string, { reporter, source, target, host, mtls }: Participants, answer: Kind): string {
  return `${pod} ${reporter} ${endName(source)} ${endName(target)} ${host} ${mtls} ${kindOf(answer)}`;
}

/** Answers of one kind are counted together. */
export function kindOf({ code, grpcStatus, flags }: Kind): string {
  return `${code} ${grpcStatus} ${flags}`;
}

const endName = (spec: WorkloadSpec | undefined) => (spec && spec.role !== "external" ? workloadKey(spec) : "?");
