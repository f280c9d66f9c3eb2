import type { Fields } from "./happening.ts";
import { DATABASE, placeOf } from "./places.ts";
import { atWorkload, type MakePlay, NOTHING } from "./play.ts";
import { rollout } from "./rollout.ts";
import { atOrigin } from "./truth.ts";

/** A limit on its CPU throttles a database: whoever asks it waits, and some give up. No request names it. */
export const slowDatabase: MakePlay = (mesh) => {
  const database = placeOf(mesh, DATABASE);
  if (!database) return NOTHING;
  const { cause, ...limited } = rollout(database, { manager: "kubectl-set", afterOnset: -25 }, ({ resources }) => ({
    resources: { ...(resources as Fields), limits: { cpu: "200m", memory: "384Mi" } },
  }));
  return {
    truth: {
      words: `${database.name} answers slowly: its CPU was limited to a fifth of a core.`,
      ...atOrigin(mesh, database),
      cause,
    },
    ...limited,
    effects: atWorkload(database, {
      slowdown: 6,
      slow: [
        { share: 0.4, ms: 320, sigma: 0.6 },
        { share: 0.07, ms: 4200, sigma: 0.4 },
      ],
    }),
  };
};
