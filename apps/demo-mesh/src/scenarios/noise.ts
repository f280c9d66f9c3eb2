import { gaussian, streamOf, uniform } from "../mesh/chance.ts";
import { type MeshSpec, workloadKey } from "../mesh/mesh-spec.ts";
import { type MeshEffects, NO_EFFECTS, type WorkloadEffect } from "../traffic/effects.ts";

/** A workload has at most one burst in so many seconds, and this share of them has one at all. */
const SLOT = 240;
const BURSTS = 0.05;
/** How long a burst lasts, s. */
const SHORTEST = 15;
const LONGEST = 40;

/** What goes on in any mesh and is no incident: speeds and traffic wander, and now and then something hiccups. */
export function createNoise({ seed, workloads }: MeshSpec): (moment: number) => MeshEffects {
  const places = workloads
    .filter(({ role }) => role === "workload" || role === "external")
    .map((spec) => ({ key: workloadKey(spec), stream: streamOf(`noise at ${workloadKey(spec)}`) }));
  const entry = streamOf("noise at the entry");
  return (moment) => ({
    ...NO_EFFECTS,
    workloads: new Map(places.map(({ key, stream }) => [key, hiccup(seed, stream, moment)])),
    entering: 1 + 0.05 * wander(seed, entry, moment / 190) + 0.03 * wander(seed, entry + 1, moment / 47),
  });
}

function hiccup(seed: number, stream: number, moment: number): WorkloadEffect {
  const slowdown = 1 + 0.05 * wander(seed, stream, moment / 600);
  const slot = Math.floor((moment + (stream % SLOT)) / SLOT);
  const random = (what: number) => uniform(seed + what, stream, slot);
  if (random(1) > BURSTS) return { slowdown };
  const since = ((moment + (stream % SLOT)) % SLOT) - random(2) * (SLOT - LONGEST);
  const lasts = SHORTEST + random(3) * (LONGEST - SHORTEST);
  if (since < 0 || since > lasts) return { slowdown };
  return random(4) < 0.5
    ? { slowdown: slowdown * (1.15 + 0.25 * random(5)) }
    : { slowdown, unavailable: 0.004 + 0.008 * random(5) };
}

/** A smooth line through random points at whole numbers, mostly within ±2. */
function wander(seed: number, stream: number, place: number): number {
  const before = Math.floor(place);
  const along = (1 - Math.cos(Math.PI * (place - before))) / 2;
  return gaussian(seed, stream, before) * (1 - along) + gaussian(seed, stream, before + 1) * along;
}
