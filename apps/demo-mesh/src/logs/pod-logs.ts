import type { MeshSpec } from "../mesh/mesh-spec.ts";
import { SLOT_SECONDS, slotOf, type TrafficRecord } from "../traffic/traffic-record.ts";
import { accessLine } from "./access-line.ts";
import { appLine, startLines } from "./app-lines.ts";
import { exchangesOf } from "./exchanges.ts";
import { requestsIn } from "./logged-requests.ts";
import { asConnections } from "./tcp-lines.ts";

export interface LogLine {
  /** Unix seconds. */
  readonly at: number;
  readonly text: string;
}

/** A span of what one container wrote; Unix seconds. */
export interface LogQuestion {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  /** Since when the container runs. */
  readonly startedAt: number;
  readonly from: number;
  readonly to: number;
}

export interface PodLogs {
  /** Oldest first, slot by slot, for as long as they are asked for. */
  forward(question: LogQuestion): Iterable<readonly LogLine[]>;
  /** The slots from the newest to the oldest; lines within each oldest first. */
  backward(question: LogQuestion): Iterable<readonly LogLine[]>;
}

/** Share of its memory from which on an application complains. */
const NEARLY_FULL = 0.85;

function memoryLines(filled: number, slot: number): LogLine[] {
  if (filled < NEARLY_FULL) return [];
  const at = slot + 3.217;
  return [
    {
      at,
      text: `${new Date(at * 1000).toISOString()} WARN  heap is ${Math.round(filled * 100)} % full after a collection`,
    },
  ];
}

/** Logs that agree with the metrics: made up from the traffic of each moment when somebody asks. */
export function createPodLogs(record: TrafficRecord, { seed }: Pick<MeshSpec, "seed">): PodLogs {
  const linesOf = (question: LogQuestion, slot: number): readonly LogLine[] => {
    const { from, to } = question;
    return [...requestLines(question, slot), ...firstLines(question, slot)]
      .filter(({ at }) => at >= from && at <= to)
      .sort((one, other) => one.at - other.at);
  };
  const requestLines = ({ pod: name, container }: LogQuestion, slot: number): LogLine[] => {
    const past = record.at(slot);
    const station = past?.mesh.stations.find(({ pods }) => pods.some((one) => one.name === name));
    const pod = station?.pods.find((one) => one.name === name);
    if (!past || !station || !pod) return [];
    const isProxy = container === "istio-proxy";
    const exchanges = exchangesOf(past, name);
    const filled = isProxy ? 0 : (past.effects.pods.get(name)?.memory ?? 0);
    return [
      ...memoryLines(filled, slot),
      ...(isProxy ? exchanges.map(asConnections) : exchanges).flatMap((exchange) =>
        requestsIn(exchange, slot, seed).flatMap((request) => {
          const text = isProxy ? accessLine(request, pod, past.mesh) : appLine(request, station.spec);
          if (text === undefined) return [];
          return [{ at: request.at, text: isProxy ? text : `${new Date(request.at * 1000).toISOString()} ${text}` }];
        }),
      ),
    ];
  };
  const firstLines = ({ pod, container, startedAt }: LogQuestion, slot: number): LogLine[] => {
    if (slotOf(startedAt) !== slot || container === "istio-proxy") return [];
    const spec = record.at(slot)?.mesh.stations.find(({ pods }) => pods.some(({ name }) => name === pod))?.spec;
    const lines = spec ? startLines(spec) : [];
    return lines.map((text, nth) => {
      const at = startedAt + nth * 0.4;
      return { at, text: `${new Date(at * 1000).toISOString()} ${text}` };
    });
  };
  return {
    *forward(question) {
      for (let slot = slotOf(question.from); slot <= question.to; slot += SLOT_SECONDS) yield linesOf(question, slot);
    },
    *backward(question) {
      for (let slot = slotOf(question.to); slot + SLOT_SECONDS > question.from; slot -= SLOT_SECONDS) {
        yield linesOf(question, slot);
      }
    },
  };
}
