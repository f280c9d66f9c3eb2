import type { Difference } from "@fyr/contract";
import { duration, inWords, type Quantity, rate, share } from "../../ui/format.ts";
import type { ComparedEdge } from "../../view/compared-picture.ts";
import type { EdgeLabel } from "./edge-label.ts";

type Numbers = Difference["now"];

/** What is written at an edge that differs: how, and from what to what. */
export function changeLabel({ change, difference: { now, before } }: ComparedEdge): EdgeLabel {
  switch (change) {
    case "new":
      return { tone: "plain", lines: [`new, ${words(now, "requestsPerSecond", rate)}`], brief: "new" };
    case "gone":
      return { tone: "plain", lines: [`gone, was ${words(before, "requestsPerSecond", rate)}`], brief: "gone" };
    case "failsMore":
      return against("failing", "errors", words(now, "errorRatio", share), words(before, "errorRatio", share));
    case "slower": {
      const field = now?.meanMs === undefined ? "p99Ms" : "meanMs";
      const name = field === "meanMs" ? "on average" : "p99";
      return against("degraded", name, words(now, field, duration), words(before, field, duration));
    }
  }
}

function against(tone: EdgeLabel["tone"], name: string, now: string, before: string): EdgeLabel {
  return { tone, lines: [`${now} ${name}`, `was ${before}`], brief: now };
}

function words(numbers: Numbers, field: keyof NonNullable<Numbers>, format: (value: number) => Quantity): string {
  const value = numbers?.[field];
  return value === undefined ? "not measured" : inWords(format(value));
}
