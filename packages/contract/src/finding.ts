import Type, { type Static } from "typebox";
import { EdgeIdSchema, NodeIdSchema } from "./ids.ts";
import { MarkerSchema } from "./marker.ts";
import { Instant, Milliseconds, PerSecond, Ratio, Words } from "./units.ts";

/**
 * Where something is wrong: on the way between two nodes, in one node, or under several: on a Kubernetes node (`host`),
 * or in a zone of them.
 */
export const PlaceSchema = Type.Union([
  Type.Object({ type: Type.Literal("edge"), id: EdgeIdSchema }),
  Type.Object({ type: Type.Literal("node"), id: NodeIdSchema }),
  Type.Object({ type: Type.Literal("host"), name: Type.String() }),
  Type.Object({ type: Type.Literal("zone"), name: Type.String() }),
]);
export type Place = Static<typeof PlaceSchema>;

/**
 * What a finding is measured by: of requests that arrive at the place; where nothing but TCP is spoken, of connections.
 * Absent is not measured.
 */
export const FindingNumbersSchema = Type.Object({
  requestsPerSecond: Type.Optional(PerSecond),
  /** Opened, whether or not they came to be, and bytes both ways: of what is TCP alone. */
  connectionsPerSecond: Type.Optional(PerSecond),
  bytesPerSecond: Type.Optional(PerSecond),
  /** Of requests those that fail; without any, of connections. */
  errorRatio: Type.Optional(Ratio),
  meanMs: Type.Optional(Milliseconds),
  p99Ms: Type.Optional(Milliseconds),
  /** Of a host: `steal`. Of any other place: see `SaturatedSchema`. */
  saturationRatio: Type.Optional(Ratio),
});
export type FindingNumbers = Static<typeof FindingNumbersSchema>;

const numbers = { now: FindingNumbersSchema, usual: Type.Optional(FindingNumbersSchema) };

/** Since when, found in the metrics by change-point: it lies between the two; nothing where it was always so. */
export const OnsetSchema = Type.Object({ at: Instant, notBefore: Instant, notAfter: Instant });
export type Onset = Static<typeof OnsetSchema>;

export const FindingKindSchema = Words("failing", "slow", "gone", "saturated", "plaintext");
export type FindingKind = Static<typeof FindingKindSchema>;

/**
 * What a place has too little of, and what its `saturationRatio` is then. `cpu`, `proxy-cpu`: of the scheduler's periods,
 * those in which its own containers, or their proxies, were throttled; `memory`: of the limit, what is in use;
 * `connections`: of the requests to it, those that found the pool of connections full.
 */
export const SaturatedSchema = Words("cpu", "proxy-cpu", "memory", "connections");
export type Saturated = Static<typeof SaturatedSchema>;

/** What follows from a finding: an edge or node that is unwell because of it. */
export const SymptomSchema = Type.Object({
  place: PlaceSchema,
  kind: FindingKindSchema,
  ...numbers,
  onset: Type.Optional(OnsetSchema),
});
export type Symptom = Static<typeof SymptomSchema>;

/** Where requests enter the mesh that are harmed by a finding. `share`: of its requests, those that fail or wait more. */
export const AffectedEntrySchema = Type.Object({ node: NodeIdSchema, ...numbers, share: Type.Optional(Ratio) });
export type AffectedEntry = Static<typeof AffectedEntrySchema>;

/**
 * One number behind a finding's rank. "Explain" shows them all.
 * `failing-here`: failed req/s more than usual that nobody behind the place failed; `passed-on`: failed req/s more than
 * usual that come from behind it; `own-time`: ms of each request more than usual, spent in the place itself;
 * `waiting-behind`: ms more than usual spent behind it; `requests`: req/s that arrive; `entries`: share of the mesh's
 * entering requests that are harmed, 0..1; `certainty`: log-likelihood ratio of the change against chance;
 * `head-start`: seconds before the first of its symptoms; `retries`: attempts per request beyond the first;
 * `weight`: what it is ranked by, requests a second harmed.
 */
export const ExplanationSchema = Type.Object({
  code: Words(
    "failing-here",
    "passed-on",
    "own-time",
    "waiting-behind",
    "requests",
    "entries",
    "certainty",
    "head-start",
    "retries",
    "weight",
  ),
  value: Type.Number(),
});
export type Explanation = Static<typeof ExplanationSchema>;

/** Something that happened close before. The nearer in time and in the mesh, the stronger. */
export const SuspectSchema = Type.Object({
  marker: MarkerSchema,
  strength: Words("strong", "likely", "weak"),
  /** Seconds from the marker to the onset; negative where it came after. */
  secondsBefore: Type.Number(),
  /** How it is related: it is the place itself, steers the way to it, is called by it, runs under it, or is elsewhere. */
  relation: Words("itself", "steers", "behind", "host", "elsewhere"),
});
export type Suspect = Static<typeof SuspectSchema>;

/**
 * What a finding is about, over the time that was looked at: a share of failed requests or connections, ms of a request
 * on average, or requests or bytes a second. One value for each time (Unix seconds, the end of a stretch); null where nothing was measured.
 */
export const CourseSchema = Type.Object({
  measure: Words("errorRatio", "meanMs", "requestsPerSecond", "bytesPerSecond"),
  times: Type.Array(Type.Number()),
  values: Type.Array(Type.Union([Type.Number({ minimum: 0 }), Type.Null()])),
});
export type Course = Static<typeof CourseSchema>;

/** Something wrong, where it begins, with all that follows from it folded under it. Words are made in the browser. */
export const FindingSchema = Type.Object({
  /** The same trouble keeps its id from one look to the next. */
  id: Type.String(),
  kind: FindingKindSchema,
  status: Words("failing", "degraded", "notice"),
  origin: PlaceSchema,
  /** Other places of which the same can be said with nearly the same right, most likely first. */
  otherwise: Type.Array(PlaceSchema),
  /** Narrower than the place: one pod of several, or those on one Kubernetes node or in one zone, are alone to blame. */
  within: Type.Optional(
    Type.Object({
      pod: Type.Optional(Type.String()),
      host: Type.Optional(Type.String()),
      zone: Type.Optional(Type.String()),
    }),
  ),
  /** Likely why: since it began, the place has too little of this. Of kind `saturated` it is the whole finding. */
  saturated: Type.Optional(SaturatedSchema),
  /**
   * Endpoints of what is called there that callers' proxies have ejected since it began (outlier detection), as whoever
   * ejects most sees it: who is left has more to do, and where nobody is (`UH`) that is why. Absent where none are, some
   * always were, or proxies are not told to tell.
   */
  ejectedEndpoints: Type.Optional(Type.Integer({ minimum: 1 })),
  ...numbers,
  /**
   * Its requests reach nobody: shares are of all that its callers ask of the same services, whoever answers, while on the
   * map its edges have those alone that reach nobody.
   */
  reachesNobody: Type.Optional(Type.Literal(true)),
  /** It was not there before it began: `usual` is of those that answered the same callers until then. */
  isNew: Type.Optional(Type.Literal(true)),
  /** How it went; nothing of a host, of what is plaintext, and of the least of many. */
  course: Type.Optional(CourseSchema),
  /** The place speaks TCP, which nobody times: the numbers are of requests to those who call it. */
  toldBy: Type.Optional(Type.Literal("callers")),
  onset: Type.Optional(OnsetSchema),
  /** Without an onset: it has been so for at least this long. */
  lastingAtLeastSeconds: Type.Optional(Type.Number({ minimum: 0 })),
  /** Envoy's or ztunnels' flags on the failed requests or connections, most first: they tell how they failed. */
  flags: Type.Array(Type.String()),
  entries: Type.Array(AffectedEntrySchema),
  symptoms: Type.Array(SymptomSchema),
  explanation: Type.Array(ExplanationSchema),
  /** Strongest first. */
  suspects: Type.Array(SuspectSchema),
});
export type Finding = Static<typeof FindingSchema>;
