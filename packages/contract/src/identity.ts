import Type, { type Static } from "typebox";
import { Instant, Words } from "./units.ts";

/** Who the caller is to the cluster: all of it stands in the menu at the top right. */
export const MeSchema = Type.Object({
  user: Type.String(),
  groups: Type.Array(Type.String()),
  /** `token`: signed in. `none`: started without a cluster. */
  via: Words("kubeconfig", "serviceAccount", "token", "none"),
  /** When the session ends however much it is used, or the token does. Absent: not known, or nobody signed in. */
  until: Type.Optional(Instant),
});
export type Me = Static<typeof MeSchema>;

/** A bearer token of the cluster: of a service account, or of whoever the cluster lets sign in. */
export const SignInRequestSchema = Type.Object(
  {
    token: Type.String({
      minLength: 1,
      maxLength: 8192,
      pattern: "^[\\x21-\\x7e]+$",
      description: "a token without blanks",
    }),
  },
  { additionalProperties: false },
);
export type SignInRequest = Static<typeof SignInRequestSchema>;

/** What is connected, and what that allows. */
export const CapabilitiesSchema = Type.Object({
  version: Type.String(),
  provider: Words("istio"),
  /** Nobody may change anything: edits are not offered. */
  readOnly: Type.Boolean(),
  cluster: Type.Object({ connected: Type.Boolean(), name: Type.Optional(Type.String()) }),
  prometheus: Type.Object({ version: Type.Optional(Type.String()) }),
  /** Where traces are looked for: evidence offers them. */
  tracing: Type.Optional(Words("jaeger", "tempo")),
  /** Grafana as browsers reach it: evidence links to Istio's own dashboards there. */
  grafana: Type.Optional(Type.String()),
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
