import type { Finding, FindingNumbers, Onset, Symptom } from "@fyr/contract";
import { clock, moment } from "../../../ui/clock.ts";
import { age, byteRate, duration, inWords, lasting, type Quantity, rate, share, times } from "../../../ui/format.ts";
import { flagsInWords } from "../../../ui/health-text.ts";
import type { NumberTone } from "../../../ui/number-tone.ts";
import type { Names } from "../names.ts";
import type { Phrase } from "../phrase.ts";
import { isOnMap } from "../place-on-map.ts";
import { saturatedWords, saturationNoun } from "./saturation-words.ts";

type Told = Pick<Finding, "kind" | "now" | "usual" | "saturated" | "reachesNobody">;

const kindWords: Readonly<Record<Exclude<Finding["kind"], "saturated">, string>> = {
  failing: "fails",
  slow: "is slow",
  gone: "gets no traffic any more",
  plaintext: "goes in plaintext",
};

function whatIs({ kind, saturated }: Pick<Finding, "kind" | "saturated">): string {
  return kind === "saturated" ? saturatedWords(saturated) : kindWords[kind];
}

/** "checkout → payment v2 fails", "What runs in zone eu-1b is slow" */
export function findingTitle(finding: Finding, names: Names): string {
  const { origin, kind, within } = finding;
  const place = names.ofPlace(origin);
  if (kind === "saturated" || isOnMap(origin)) return `${place} ${whatIs(finding)}${alone(within)}`;
  return `What runs ${origin.type === "zone" ? "in" : "on"} ${place} ${whatIs(finding)}`;
}

/** ", in zone eu-1b alone" */
function alone({ pod, host, zone }: NonNullable<Finding["within"]> = {}): string {
  if (pod !== undefined) return `, in ${pod} alone`;
  if (host !== undefined) return `, on node ${host} alone`;
  return zone === undefined ? "" : `, in zone ${zone} alone`;
}

export function findingTone({ status }: Pick<Finding, "status">): NumberTone {
  if (status === "notice") return "plain";
  return status === "failing" ? "bad" : "warn";
}

/** What is wrong and by how much, against how it usually is: "7.1 % errors, usual 0.04 %. p99 1.24 s, 6× its usual 205 ms." */
export function findingSentence(finding: Finding): readonly Phrase[] {
  const tone = findingTone(finding);
  const [first, ...rest] = numbersInWords(finding);
  if (first === undefined) return [];
  const whose = finding.toldBy === "callers" ? " Of requests to those who call it: TCP itself is not timed." : "";
  // That the pool is full is said with its number.
  const flags = finding.saturated === "connections" ? finding.flags.filter((flag) => flag !== "UO") : finding.flags;
  const mostly = finding.saturated === "connections" ? "Else" : "Mostly";
  const how = flags.length === 0 ? "" : ` ${mostly} ${flags.slice(0, 2).map(flagInWords).join(", then ")}.`;
  return [
    { text: first.number, tone },
    { text: `${first.noun}${first.against}.` },
    ...rest.map(({ number, noun, against }) => ({ text: ` ${number}${noun}${against}.` })),
    { text: how },
    { text: ejectedWords(finding) },
    { text: whose },
    { text: finding.isNew ? " It was not there before: usual is how those were that answered then." : "" },
  ].filter(({ text }) => text !== "");
}

function ejectedWords({ ejectedEndpoints }: Finding): string {
  if (ejectedEndpoints === undefined) return "";
  const endpoints = ejectedEndpoints === 1 ? "1 endpoint" : `${ejectedEndpoints} endpoints`;
  return ` Callers' proxies have ejected ${endpoints} since.`;
}

function flagInWords(flag: string): string {
  return `${flag}: ${flagsInWords(flag)}`;
}

interface Said {
  readonly number: string;
  readonly noun: string;
  /** ", usual 0.04 %" */
  readonly against: string;
}

/** What the kind is about comes first. */
function numbersInWords({ kind, now, usual, saturated, reachesNobody }: Told): readonly Said[] {
  const errors = said(
    share,
    now.errorRatio,
    usual?.errorRatio,
    isOfConnections(now)
      ? " of connections fail"
      : reachesNobody
        ? " of its callers' requests reach nobody"
        : " errors",
  );
  const mean = slowness(now.meanMs, usual?.meanMs, " on average");
  const p99 = slowness(now.p99Ms, usual?.p99Ms, " p99");
  const requests = said(rate, now.requestsPerSecond, usual?.requestsPerSecond, "");
  const connections = said(connectionRate, now.connectionsPerSecond, usual?.connectionsPerSecond, "");
  const bytes = said(byteRate, now.bytesPerSecond, usual?.bytesPerSecond, "");
  const noun = saturationNoun(saturated);
  const saturation = said(share, now.saturationRatio, usual?.saturationRatio, noun);
  switch (kind) {
    case "failing":
      // How long it takes to be turned away tells nobody anything.
      if (reachesNobody) return errors;
      return [...errors, ...saturation, ...(mean.some(({ against }) => against.includes("×")) ? mean : []), ...p99];
    case "slow":
      return [...(mean.length > 0 ? mean : p99), ...saturation, ...(mean.length > 0 ? p99 : [])];
    case "gone":
      return [...requests, ...bytes];
    case "plaintext":
      return [...requests, ...connections];
    case "saturated":
      return [...saturation, ...mean];
  }
}

/** Nothing but TCP is spoken there: nobody counts requests. */
export function isOfConnections({ requestsPerSecond, connectionsPerSecond }: FindingNumbers): boolean {
  return requestsPerSecond === undefined && connectionsPerSecond !== undefined;
}

function connectionRate(perSecond: number): Quantity {
  return { ...rate(perSecond), unit: "conn/s" };
}

function said(format: typeof share, now: number | undefined, usual: number | undefined, noun: string): readonly Said[] {
  if (now === undefined) return [];
  return [{ number: inWords(format(now)), noun, against: usual === undefined ? "" : `, ${usualWords(format, usual)}` }];
}

/** "usual 0.04 %"; nothing is nothing, not a small number. */
function usualWords(format: typeof share, usual: number): string {
  return usual === 0 ? "usually none" : `usual ${inWords(format(usual))}`;
}

function slowness(now: number | undefined, usual: number | undefined, noun: string): readonly Said[] {
  if (now === undefined) return [];
  const isMore = usual !== undefined && usual > 0 && now / usual >= 1.3;
  const than = usual === undefined ? "" : `usual ${inWords(duration(usual))}`;
  const against = usual === undefined ? "" : isMore ? `, ${times(now, usual)} its ${than}` : `, ${than}`;
  return [{ number: inWords(duration(now)), noun, against }];
}

/** Why its evidence says another number: "Here are those requests alone …". Undefined where it says the same. */
export function evidenceOfNobody({ reachesNobody, now }: Told): string | undefined {
  if (!reachesNobody || now.errorRatio === undefined) return undefined;
  const part = inWords(share(now.errorRatio));
  return `Here are the requests alone that reach nobody, so none succeeds: ${part} of all that its callers ask.`;
}

/** "7.1 % errors", for one line. */
function inShort(told: Told): string {
  const [first] = numbersInWords(told);
  return first === undefined ? whatIs(told) : `${first.number}${first.noun}`;
}

/** "since 03:01:40, for 12 min", or for how long at least. `now`: RFC 3339, the moment on screen. */
export function sinceWords(
  { onset, lastingAtLeastSeconds }: Pick<Finding, "onset" | "lastingAtLeastSeconds">,
  now: string,
) {
  if (onset !== undefined) {
    return `since ${onsetClock(onset, now)}, for ${lastedWords(onset, now)}`;
  }
  return lastingAtLeastSeconds === undefined ? "" : `for at least ${age(lastingAtLeastSeconds)}`;
}

/** "12 min": from the onset to the moment on screen. */
export function lastedWords({ at }: Onset, now: string): string {
  return lasting((Date.parse(now) - Date.parse(at)) / 1000);
}

function onsetClock({ at }: Onset, now: string): string {
  const day = moment(at, now).slice(0, -5);
  return `${day}${clock(at)}`;
}

/** "between 03:01:20 and 03:02:00, found in the metrics" */
export function onsetRange({ notBefore, notAfter }: Onset): string {
  const [first, last] = [clock(notBefore), clock(notAfter)];
  return `${first === last ? `at ${first}` : `between ${first} and ${last}`}, found in the metrics`;
}

/** An entry feels what is so many times its usual. */
const felt = { errors: 2, mean: 1.25 };
/** Fewer failures than this nobody feels, whatever is usual. */
const leastErrors = 0.001;

/**
 * Whom it harms and how that shows there: "ingress (4.4 % errors instead of 0.09 %, 157 ms on average instead of 79 ms)".
 * Where it hardly does, how many requests can be harmed: "ingress (at most 0.39 % of its requests)".
 */
export function entryWords(entry: Finding["entries"][number], names: Names): string {
  const { node, share: part, now, usual } = entry;
  const { errorRatio = 0, meanMs } = now;
  const { errorRatio: failed = 0, meanMs: took } = usual ?? {};
  const errors = errorRatio >= Math.max(leastErrors, felt.errors * failed);
  const slower = meanMs !== undefined && took !== undefined && meanMs >= felt.mean * took;
  const noun = isOfConnections(now) ? "of connections fail" : "errors";
  const shown = [
    ...(errors ? [`${inWords(share(errorRatio))} ${noun} instead of ${inWords(share(failed))}`] : []),
    ...(slower ? [`${inWords(duration(meanMs))} on average instead of ${inWords(duration(took))}`] : []),
  ].join(", ");
  const harm = shown === "" && part !== undefined ? `at most ${inWords(share(part))} of its requests` : shown;
  return `${names.ofNode(node)}${harm === "" ? "" : ` (${harm})`}`;
}

/** "storefront → checkout: 6.8 % errors" */
export function symptomWords(symptom: Symptom, names: Names): string {
  return `${names.ofPlace(symptom.place)}: ${inShort(symptom)}`;
}

const mostWords = 4;

/** "tax, ledger, cart, catalog and 9 more": nobody reads a list of thirteen. */
export function fewWords(words: readonly string[]): string {
  const more = words.length - mostWords;
  if (more <= 1) return words.join(", ");
  return `${words.slice(0, mostWords).join(", ")} and ${more} more`;
}
