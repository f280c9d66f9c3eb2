import { gaussian, streamOf, uniform } from "../mesh/chance.ts";
import type { Answer } from "../traffic/answer.ts";
import { drawFrom } from "../traffic/latency.ts";
import { SLOT_SECONDS } from "../traffic/traffic-record.ts";
import type { Exchange } from "./exchanges.ts";

/** One request, as it was over at a moment. */
export interface LoggedRequest {
  readonly exchange: Exchange;
  readonly answer: Answer;
  /** When it was over, Unix seconds; within the slot. */
  readonly at: number;
  readonly ms: number;
  /** A number of its own, for whatever else is to be made up about it. */
  readonly chance: number;
}

/** The requests of an exchange that end in a slot, as many as its rate makes, the same whenever it is asked. */
export function requestsIn(exchange: Exchange, slot: number, seed: number): readonly LoggedRequest[] {
  return exchange.answers.flatMap((answer) => {
    const stream = streamOf(`${exchange.id} ${answer.code} ${answer.grpcStatus} ${answer.flags} ${slot}`);
    const expected = exchange.perSecond * answer.ratio * SLOT_SECONDS;
    const count = Math.floor(expected + uniform(seed, stream, 0));
    return Array.from({ length: count }, (_, nth): LoggedRequest => {
      const moment = nth + 1;
      const within = (nth + uniform(seed, stream, moment)) / count;
      const ms = drawFrom(answer.latency, uniform(seed + 1, stream, moment), gaussian(seed + 2, stream, moment));
      return { exchange, answer, at: slot + within * SLOT_SECONDS, ms, chance: uniform(seed + 3, stream, moment) };
    });
  });
}
