/** What a field is measured in: ms, a share 0..1, bytes/s, or a plain number a second or without unit. */
export type Unit = "ms" | "share" | "bytes" | "perSecond" | "times";

const scales: Readonly<Record<Unit, Readonly<Record<string, number>>>> = {
  ms: { "": 1, ms: 1, s: 1000, us: 0.001, min: 60_000 },
  share: { "%": 0.01 },
  bytes: { "": 1, b: 1, kb: 1e3, mb: 1e6, gb: 1e9, kib: 1024, mib: 1024 ** 2, gib: 1024 ** 3 },
  perSecond: { "": 1, "/s": 1, rps: 1, k: 1e3, "/min": 1 / 60 },
  times: { "": 1, x: 1 },
};

const examples: Readonly<Record<Unit, string>> = {
  ms: "500ms or 1.5s",
  share: "1% or 99.9%",
  bytes: "500kB or 2MB",
  perSecond: "10 or 0.5",
  times: "2 or 1.5x",
};

const written = /^(-?\d+(?:\.\d+)?)\s*([a-z%/]*)$/i;

/** In the unit's base: ms, 0..1, bytes/s. A share other than 0 wants its `%`, so that 1 is never taken for 100 %. */
export function readQuantity(text: string, unit: Unit): number | undefined {
  const [, digits, suffix = ""] = written.exec(text) ?? [];
  if (digits === undefined) return undefined;
  const number = Number(digits);
  if (unit === "share" && suffix === "" && number === 0) return 0;
  const ending = unit === "bytes" ? suffix.toLowerCase().replace(/\/s$/, "") : suffix.toLowerCase();
  const scale = Object.hasOwn(scales[unit], ending) ? scales[unit][ending] : undefined;
  return scale === undefined ? undefined : number * scale;
}

/** How numbers of this unit are written: `500ms or 1.5s`. */
export function exampleOf(unit: Unit): string {
  return examples[unit];
}
