import { countedRate, type Draw, streamOf } from "../mesh/chance.ts";
import { type MeshSpec, type WorkloadSpec, workloadKey } from "../mesh/mesh-spec.ts";
import type { Answer } from "../traffic/answer.ts";
import type { CompiledMesh } from "../traffic/compile.ts";
import type { LostTraffic, Traffic, WayTraffic } from "../traffic/flow.ts";
import { exactly } from "../traffic/latency.ts";
import type { Block } from "./block.ts";
import { istioLabels, type Participants } from "./istio-labels.ts";
import type { MetricRegistry } from "./registry.ts";
import { podsOf, type ReportingPod, seenSource } from "./reporting.ts";
import { REQUEST_SHAPE, requestGrowth } from "./request-shape.ts";
import { recordTcp } from "./tcp-metrics.ts";

interface Moment {
  /** Unix seconds. */
  readonly at: number;
  /** How long the traffic lasts, s. */
  readonly seconds: number;
}

/** Writes traffic as Istio's proxies would, each pod for itself. */
export interface TrafficMetrics {
  record(traffic: Traffic, mesh: CompiledMesh, moment: Moment): void;
}

export function createTrafficMetrics(spec: MeshSpec, registry: MetricRegistry, seed: number): TrafficMetrics {
  let current: CompiledMesh | undefined;
  let known = new Map<string, readonly Block[]>();

  /** One block per pod; they are looked up by names once, then by what they are kept under. */
  const blocksFor = (id: string, pods: readonly ReportingPod[], parties: Participants, answer: Answer) => {
    const kind = `${answer.code} ${answer.grpcStatus} ${answer.flags}`;
    const cached = known.get(`${id} ${kind}`);
    if (cached) return cached;
    const labels = {
      ...istioLabels(parties, spec),
      response_code: answer.code,
      grpc_response_status: answer.grpcStatus,
      response_flags: answer.flags,
    };
    const name = `${parties.reporter} ${endName(parties.source)} ${endName(parties.target)} ${parties.host} ${parties.mtls}`;
    const blocks = pods.map(({ pod, namespace }) =>
      registry.block(`${pod} ${name} ${kind}`, () => ({
        page: namespace,
        shape: REQUEST_SHAPE,
        labels: { ...labels, namespace, pod },
      })),
    );
    known.set(`${id} ${kind}`, blocks);
    return blocks;
  };

  const report = (
    id: string,
    pods: readonly ReportingPod[],
    parties: Participants,
    answers: readonly Answer[],
    rate: number,
    chance: (answer: Answer) => Draw,
    seconds: number,
  ) => {
    if (pods.length === 0 || rate <= 0) return;
    for (const { answer, perSecond } of countedAnswers(answers, rate, seconds, chance)) {
      const growth = requestGrowth(answer.latency);
      for (const block of blocksFor(id, pods, parties, answer)) add(block, growth, perSecond / pods.length);
    }
  };

  const recordWay = (traffic: WayTraffic, mesh: CompiledMesh, { at, seconds }: Moment) => {
    const { way } = traffic;
    const chance = ({ code, grpcStatus }: Answer) => ({
      seed,
      stream: streamOf(`${way.id}${code}${grpcStatus}`),
      moment: at,
    });
    const { source, target, branch, mtls } = way;
    const parties = { source: seenSource(way), target, host: branch.host, protocol: target.protocol, mtls };
    if (source?.sidecar) {
      const pods = podsOf(source, mesh);
      const located = traffic.seenByClient.filter(({ flags }) => !isUnlocated(flags));
      const unlocated = traffic.seenByClient.filter(({ flags }) => isUnlocated(flags));
      const seen = { ...parties, reporter: "source" } as const;
      const ratio = (answers: readonly Answer[]) => answers.reduce((sum, answer) => sum + answer.ratio, 0);
      report(`${way.id} s`, pods, seen, located, traffic.requestsPerSecond * ratio(located), chance, seconds);
      const rate = traffic.requestsPerSecond * ratio(unlocated);
      report(`${way.id} u`, pods, { ...seen, target: undefined }, unlocated, rate, chance, seconds);
    }
    if (target.sidecar) {
      const seen = { ...parties, reporter: "destination" } as const;
      report(
        `${way.id} d`,
        podsOf(target, mesh),
        seen,
        traffic.seenByServer,
        traffic.attemptsPerSecond,
        chance,
        seconds,
      );
    }
  };

  const recordLost = ({ source, way, requestsPerSecond }: LostTraffic, mesh: CompiledMesh, { seconds }: Moment) => {
    if (!source.spec.sidecar) return;
    const parties: Participants = {
      reporter: "source",
      source: source.spec,
      target: undefined,
      host: way.host,
      protocol: "http",
      mtls: false,
    };
    const answers = [{ code: way.code, grpcStatus: "", flags: way.flags, ratio: 1, latency: exactly(0.4) }];
    report(way.id, podsOf(source.spec, mesh), parties, answers, requestsPerSecond, () => UNMOVED, seconds);
  };

  return {
    record(traffic, mesh, moment) {
      if (mesh !== current) {
        current = mesh;
        known = new Map();
      }
      for (const way of traffic.ways) {
        if (way.way.target.protocol === "tcp") recordTcp(way, mesh, spec, registry);
        else recordWay(way, mesh, moment);
      }
      for (const lost of traffic.lost) recordLost(lost, mesh, moment);
    },
  };
}

/** No pod was chosen yet when the proxy answered by itself. */
const isUnlocated = (flags: string) => flags === "UO" || flags === "FI";

const endName = (spec: WorkloadSpec | undefined) => (spec && spec.role !== "external" ? workloadKey(spec) : "?");

/** Rates of the answers: chance moves each of the rarer ones, the most frequent takes the rest. */
function countedAnswers(answers: readonly Answer[], rate: number, seconds: number, chance: (answer: Answer) => Draw) {
  const whole = answers.reduce((sum, { ratio }) => sum + ratio, 0);
  const main = answers.reduce((most, answer) => (answer.ratio > most.ratio ? answer : most), answers[0] ?? NOTHING);
  let left = rate;
  const counted = answers.map((answer) => {
    if (answer === main) return { answer, perSecond: 0 };
    const expected = (rate * answer.ratio) / whole;
    const perSecond = Math.min(left, countedRate(expected, seconds, chance(answer)));
    left -= perSecond;
    return { answer, perSecond };
  });
  return counted.map((one) => (one.answer === main ? { ...one, perSecond: left } : one));
}

/** For answers that leave nothing to chance. */
const UNMOVED: Draw = { seed: 0, stream: 0, moment: 0 };
const NOTHING: Answer = { code: "0", grpcStatus: "", flags: "-", ratio: 0, latency: [] };

function add({ perSecond }: Block, growth: Float64Array, rate: number): void {
  for (let line = 0; line < growth.length; line += 1)
    perSecond[line] = (perSecond[line] ?? 0) + (growth[line] ?? 0) * rate;
}
