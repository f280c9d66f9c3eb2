import type { Answer } from "../traffic/answer.ts";
import { exactly } from "../traffic/latency.ts";
import type { Exchange } from "./exchanges.ts";

/** Connections of one pool that end a second, and how long each lived, ms. */
const ENDING = 0.2;
const LIFE_MS = 60_000;
const CLOSED: Answer = { code: "0", grpcStatus: "", flags: "-", ratio: 1, latency: exactly(LIFE_MS) };

/** What a proxy logs of TCP: connections as they end, and not what is said on them. */
export function asConnections(exchange: Exchange): Exchange {
  return exchange.parties.protocol === "tcp" ? { ...exchange, perSecond: ENDING, answers: [CLOSED] } : exchange;
}
