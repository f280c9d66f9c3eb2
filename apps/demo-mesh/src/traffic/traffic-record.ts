import { entryRate } from "../mesh/entry-rate.ts";
import type { MeshSpec } from "../mesh/mesh-spec.ts";
import type { CompiledMesh } from "./compile.ts";
import type { MeshEffects } from "./effects.ts";
import { createFlow, type Traffic } from "./flow.ts";

/** The traffic of one moment, and the mesh it flowed through. */
export interface PastTraffic {
  readonly traffic: Traffic;
  readonly effects: MeshEffects;
  /** Requests per second from outside at each gateway. */
  readonly entryPerSecond: number;
  readonly mesh: CompiledMesh;
}

/** The traffic of any moment that has been: for logs and traces, which nobody writes down as they happen. */
export interface TrafficRecord {
  /** From this moment (Unix seconds) on the mesh was so. */
  compiled(moment: number, mesh: CompiledMesh): void;
  /** What scenarios did at a moment; to be told before the first question. */
  begin(effectsAt: (moment: number) => MeshEffects): void;
  /** The traffic in the slot of `SLOT_SECONDS` that a moment lies in: the same whenever it is asked. */
  at(moment: number): PastTraffic | undefined;
  /** The same for who comes by each slot once: it is not kept for others. */
  once(moment: number): PastTraffic | undefined;
}

export const SLOT_SECONDS = 15;
/** Steps until retries and circuit breakers have settled. */
const SETTLING_STEPS = 2;
const MOST_MESHES = 60;
const MOST_SLOTS = 300;

export function createTrafficRecord({ seed, entryPerSecond }: MeshSpec): TrafficRecord {
  const meshes: { readonly since: number; readonly mesh: CompiledMesh }[] = [];
  const slots = new Map<number, PastTraffic>();
  let effectsAt: ((moment: number) => MeshEffects) | undefined;
  const workOut = (moment: number): PastTraffic | undefined => {
    const found = meshes.findLast(({ since }) => since < moment + SLOT_SECONDS) ?? meshes[0];
    const effects = effectsAt?.(moment);
    if (!found || !effects) return undefined;
    const flow = createFlow(seed);
    const { mesh } = found;
    const entering = entryRate(entryPerSecond, moment);
    const step = () => flow({ mesh, effects, entryPerSecond: entering, moment, seconds: SLOT_SECONDS });
    for (let nth = 0; nth < SETTLING_STEPS; nth += 1) step();
    return { traffic: step(), effects, entryPerSecond: entering * effects.entering, mesh };
  };
  return {
    compiled(since, mesh) {
      slots.delete(slotOf(since));
      meshes.push({ since, mesh });
      if (meshes.length > MOST_MESHES) meshes.shift();
    },
    begin(effects) {
      effectsAt = effects;
    },
    at(moment) {
      const slot = slotOf(moment);
      const known = slots.get(slot);
      if (known) return known;
      const made = workOut(slot);
      if (slots.size >= MOST_SLOTS) slots.clear();
      if (made) slots.set(slot, made);
      return made;
    },
    once: (moment) => slots.get(slotOf(moment)) ?? workOut(slotOf(moment)),
  };
}

export function slotOf(moment: number): number {
  return Math.floor(moment / SLOT_SECONDS) * SLOT_SECONDS;
}
