import type { Difference } from "@fyr/contract";
import { byteRate, duration, inWords, type Quantity, rate, share } from "../../../ui/format.ts";
import type { StatusShape } from "../../../ui/StatusIcon.tsx";

type Kind = Difference["kind"];
type Compared = NonNullable<Difference["now"]>;

interface Told {
  readonly words: string;
  readonly tone: "bad" | "warn" | "ok" | "plain";
  readonly of: (numbers: Compared) => Quantity | undefined;
}

const by =
  (field: keyof Compared, format: (value: number) => Quantity) =>
  (numbers: Compared): Quantity | undefined => {
    const value = numbers[field];
    return value === undefined ? undefined : format(value);
  };
const traffic = (numbers: Compared) =>
  by("requestsPerSecond", rate)(numbers) ?? by("bytesPerSecond", byteRate)(numbers);
const opened = (perSecond: number): Quantity => ({ ...rate(perSecond), unit: "conn/s" });
/** What busier and quieter go by. */
const pace = (numbers: Compared) =>
  by("requestsPerSecond", rate)(numbers) ?? by("connectionsPerSecond", opened)(numbers) ?? traffic(numbers);
const failures = (numbers: Compared) => by("errorRatio", share)(numbers) ?? by("failedConnectionRatio", share)(numbers);
const slowness = (numbers: Compared) => by("meanMs", duration)(numbers) ?? by("p99Ms", duration)(numbers);

const told: Readonly<Record<Kind, Told>> = {
  "failing-more": { words: "fails more", tone: "bad", of: failures },
  slower: { words: "slower", tone: "warn", of: slowness },
  gone: { words: "gone", tone: "warn", of: traffic },
  new: { words: "new", tone: "plain", of: traffic },
  "less-mtls": { words: "less mTLS", tone: "warn", of: by("mtlsRatio", share) },
  shifted: { words: "share moved", tone: "plain", of: by("share", share) },
  busier: { words: "busier", tone: "plain", of: pace },
  quieter: { words: "quieter", tone: "plain", of: pace },
  "failing-less": { words: "fails less", tone: "ok", of: failures },
  faster: { words: "faster", tone: "ok", of: slowness },
  "more-mtls": { words: "more mTLS", tone: "ok", of: by("mtlsRatio", share) },
};

export function kindInWords(kind: Kind): string {
  return told[kind].words;
}

/** Which number changed: "errors", "failed connections", "on average", "p99". */
export function measureInWords({ kind, now, before }: Difference): string {
  switch (kind) {
    case "failing-more":
    case "failing-less":
      return (now?.errorRatio ?? before?.errorRatio) === undefined ? "failed connections" : "errors";
    case "slower":
    case "faster":
      return (now?.meanMs ?? before?.meanMs) === undefined ? "p99" : "on average";
    case "shifted":
      return "of the requests";
    case "less-mtls":
    case "more-mtls":
      return "under mTLS";
    case "new":
    case "gone":
    case "busier":
    case "quieter":
      return "";
  }
}

/** "none" where there was nothing: not a number that is not known. */
export function nowInWords({ kind, now }: Difference): string {
  return kind === "gone" ? "none" : numberOf(kind, now);
}

export function beforeInWords({ kind, before }: Difference): string {
  return kind === "new" ? "none" : numberOf(kind, before);
}

function numberOf(kind: Kind, numbers: Compared | undefined): string {
  const quantity = numbers && told[kind].of(numbers);
  return quantity === undefined ? "not measured" : inWords(quantity);
}

/** How much goes there: what a change is worth depends on it. Of what is gone, as it was. */
export function trafficInWords({ now, before }: Difference): string {
  const quantity = traffic(now ?? before ?? {});
  return quantity === undefined ? "not measured" : inWords(quantity);
}

export function differenceTone({ kind }: Pick<Difference, "kind">): Told["tone"] {
  return told[kind].tone;
}

export function differenceShape({ kind }: Pick<Difference, "kind">): StatusShape {
  const shapes = { bad: "failing", warn: "degraded", ok: "healthy", plain: "notice" } as const;
  return shapes[told[kind].tone];
}

/** How sure it is that a change is none of chance's: two-sided, of a normal z. */
export function significanceWords(z: number): string {
  if (z >= 5) return "beyond chance";
  if (z >= 3.3) return "almost certain";
  return z >= 2.6 ? "very likely" : "likely";
}

/** What got worse, and what of the rest is worth a look. */
export function isWorse(difference: Pick<Difference, "kind">): boolean {
  const tone = differenceTone(difference);
  return tone === "bad" || tone === "warn";
}
