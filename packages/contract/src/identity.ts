import Type, { type Static } from "typebox";
import { Instant, Words } from "./units.ts";

/** Who Fyr acts as: all of it stands in the menu at the top right. */
export const MeSchema = Type.Object({
  user: Type.String(),
  groups: Type.Array(Type.String()),
  /** `none`: started without a cluster. */
  via: Words("kubeconfig", "serviceAccount", "none"),
});
export type Me = Static<typeof MeSchema>;

/** What is connected, and what that allows. */
export const CapabilitiesSchema = Type.Object({
  version: Type.String(),
  provider: Words("istio"),
  cluster: Type.Object({ connected: Type.Boolean(), name: Type.Optional(Type.String()) }),
  prometheus: Type.Object({ version: Type.Optional(Type.String()) }),
  /** Between two looks at the mesh. It stands in the tooltip of the source, as the provider does. */
  refreshSeconds: Type.Number(),
  /** What is meant where no window is asked for; for scripts. */
  defaultWindowSeconds: Type.Integer(),
  /** 4 × scrape interval: what is narrower is widened to it. The menu of windows offers none of those. */
  minimumWindowSeconds: Type.Integer(),
  /** The oldest sample, as far as was looked (at most 15 days). */
  historyFrom: Type.Optional(Instant),
});
export type Capabilities = Static<typeof CapabilitiesSchema>;
