import type { MeshSpec } from "../mesh/mesh-spec.ts";
import type { Answer } from "../traffic/answer.ts";
import type { CompiledMesh } from "../traffic/compile.ts";
import type { Traffic } from "../traffic/flow.ts";
import { createAnswerCounts, type Moment } from "./answer-counts.ts";
import type { Block, BlockShape } from "./block.ts";
import { blockKey, kindOf } from "./block-key.ts";
import { istioLabels, type Participants } from "./istio-labels.ts";
import type { MetricRegistry } from "./registry.ts";
import type { ReportingPod } from "./reporting.ts";
import { lostReport, type Report, reportsOf } from "./request-reports.ts";
import { MESSAGES_SHAPE, messagesGrowth, REQUEST_SHAPE, requestGrowth } from "./request-shape.ts";
import { recordLostTcp, recordTcp } from "./tcp-metrics.ts";
import { recordZtunnels } from "./ztunnel-metrics.ts";

/** Writes traffic as Istio's proxies would, each pod for itself. */
export interface TrafficMetrics {
  record(traffic: Traffic, mesh: CompiledMesh, moment: Moment): void;
}

export function createTrafficMetrics(spec: MeshSpec, registry: MetricRegistry, seed: number): TrafficMetrics {
  const countAnswers = createAnswerCounts(seed);
  let current: CompiledMesh | undefined;
  let blocks = createBlocks(spec, registry);

  function report({ pods, parties, ...reported }: Report, moment: Moment): void {
    if (pods.length === 0 || reported.perSecond <= 0) return;
    const whole = pods.reduce((sum, { weight }) => sum + weight, 0);
    for (const { answer, perSecond } of countAnswers(reported, moment)) {
      const addTo = (found: readonly Block[], growth: Float64Array) => {
        for (const [nth, block] of found.entries()) add(block, growth, (perSecond * (pods[nth]?.weight ?? 0)) / whole);
      };
      addTo(blocks.requests(reported.id, pods, parties, answer), requestGrowth(answer));
      if (parties.protocol !== "grpc") continue;
      addTo(blocks.messages(reported.id, pods, parties, answer), messagesGrowth(answer));
    }
  }

  return {
    record(traffic, mesh, moment) {
      if (mesh !== current) {
        current = mesh;
        blocks = createBlocks(spec, registry);
      }
      for (const way of traffic.ways) {
        if (way.way.target.protocol === "tcp") recordTcp(way, mesh, spec, registry);
        else for (const each of reportsOf(way, mesh)) report(each, moment);
        recordZtunnels(way, mesh, spec, { registry, seed });
      }
      for (const lost of traffic.lost) {
        if (!lost.source.spec.sidecar) continue;
        if (lost.way.protocol === "tcp") recordLostTcp(lost, mesh, spec, registry);
        else report(lostReport(lost, mesh), moment);
      }
    },
  };
}

type PodBlocks = (id: string, pods: readonly ReportingPod[], parties: Participants, answer: Answer) => readonly Block[];

/** For one compiled mesh. */
function createBlocks(spec: MeshSpec, registry: MetricRegistry): Record<"requests" | "messages", PodBlocks> {
  return {
    requests: createPodBlocks(spec, registry, REQUEST_SHAPE),
    messages: createPodBlocks(spec, registry, MESSAGES_SHAPE, " messages"),
  };
}

/** One block per pod. They are looked up by names once, then by what they are kept under. */
function createPodBlocks(spec: MeshSpec, registry: MetricRegistry, shape: BlockShape, suffix = ""): PodBlocks {
  const known = new Map<string, readonly Block[]>();
  return (id, pods, parties, answer) => {
    const kind = kindOf(answer);
    const cached = known.get(`${id} ${kind}`);
    if (cached) return cached;
    const labels = {
      ...istioLabels(parties, spec),
      response_code: answer.code,
      grpc_response_status: answer.grpcStatus,
      response_flags: answer.flags,
    };
    const blocks = pods.map(({ pod, namespace, node }) =>
      registry.block(`${blockKey(pod, parties, answer)}${suffix}`, () => ({
        page: namespace,
        shape,
        labels: { ...labels, namespace, node, pod },
      })),
    );
    known.set(`${id} ${kind}`, blocks);
    return blocks;
  };
}

function add({ perSecond }: Block, growth: Float64Array, rate: number): void {
  for (let line = 0; line < growth.length; line += 1)
    perSecond[line] = (perSecond[line] ?? 0) + (growth[line] ?? 0) * rate;
}
