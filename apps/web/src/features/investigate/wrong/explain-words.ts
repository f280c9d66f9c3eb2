import type { Explanation, Finding } from "@fyr/contract";
import { age, duration, inWords, type Quantity, share } from "../../../ui/format.ts";
import { isOfConnections } from "./finding-words.ts";

/** A number behind a finding's rank, and what it counts. */
export interface Explained {
  readonly code: Explanation["code"];
  readonly number: string;
  readonly words: string;
}

const perSecond = (value: number): Quantity => ({ value: trimmed(value), unit: "req/s" });
const plain = (value: number): Quantity => ({ value: trimmed(value), unit: "" });

const told: Readonly<
  Record<Explanation["code"], { readonly format: (value: number) => Quantity; readonly words: string }>
> = {
  weight: { format: perSecond, words: "are harmed: findings are ranked by this" },
  "failing-here": { format: perSecond, words: "fail here more than usual that nobody behind it failed" },
  "passed-on": { format: perSecond, words: "fail more than usual because of something behind it" },
  "own-time": { format: duration, words: "of each request more than usual are spent here" },
  "waiting-behind": { format: duration, words: "of each request more than usual are spent behind it" },
  requests: { format: perSecond, words: "arrive here" },
  entries: {
    format: share,
    words: "of all requests that enter the mesh are harmed at most: a slower one counts by how much",
  },
  certainty: {
    format: plain,
    words: "log-likelihood of a change against chance: above 10 chance is out of the question",
  },
  "head-start": {
    format: (seconds) => ({ value: age(seconds), unit: "" }),
    words: "before the first of its symptoms it began",
  },
  retries: { format: plain, words: "attempts a request beyond the first" },
};

/** Every number behind a finding's rank, what it is ranked by first. */
export function explained({ explanation, now }: Pick<Finding, "explanation" | "now">): readonly Explained[] {
  const codes = Object.keys(told);
  // Where nobody counts requests it is connections that arrive and fail.
  const inUnit = ({ value, unit }: Quantity) => ({
    value,
    unit: isOfConnections(now) ? unit.replace("req", "conn") : unit,
  });
  return explanation
    .toSorted((a, b) => codes.indexOf(a.code) - codes.indexOf(b.code))
    .map(({ code, value }) => ({ code, number: inWords(inUnit(told[code].format(value))), words: told[code].words }));
}

function trimmed(value: number): string {
  return String(Number(value.toPrecision(value < 100 ? 2 : 3)));
}
