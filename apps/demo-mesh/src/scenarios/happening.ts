import type { ResourceName } from "../traffic/cluster-view.ts";

/** Something that is done to the cluster at one moment, in the way its author would do it. */
export type Happening = Edit | Restart;

interface AtMoment {
  /** Seconds after the onset; what causes it comes before. */
  readonly afterOnset: number;
  readonly namespace: string;
  readonly name: string;
}

/** Somebody changes what an object asks for. */
export interface Edit extends AtMoment {
  readonly kind: "edit";
  /** The tool its fields are managed by from then on. */
  readonly manager: string;
  readonly resource: ResourceName;
  readonly change: (spec: Fields) => Fields;
}

/** A container of the pod `name` ends and is started again. */
export interface Restart extends AtMoment {
  readonly kind: "restart";
  readonly container: string;
  readonly reason: "OOMKilled" | "Error";
}

export type Fields = Readonly<Record<string, unknown>>;
