import type { Grain } from "@fyr/contract";

/** What a person looks at. The URL owns it: everything here survives a reload and a paste into a chat. */
export interface ViewState {
  /** A moment in the past, RFC 3339. Absent: live. */
  readonly at?: string;
  readonly windowSeconds: number;
  /** Namespaces in scope. Absent: all. */
  readonly namespaces?: readonly string[];
  readonly selection?: Selection;
  readonly labels: LabelChoice;
  /** What a node of the map and a row of its table stand for. */
  readonly grain: Grain;
  /** Traffic goes through the services that were called, as nodes between callers and workloads. */
  readonly serviceNodes?: true;
  /** The same data on the canvas or as a table. */
  readonly as: "map" | "table";
  /** Pan and zoom of the map. Absent: fit. */
  readonly viewport?: Viewport;
  /** Which namespaces are open on the map. Absent: as the size of the mesh and its problems suggest. */
  readonly folding?: Folding;
  /** An expression: what it does not hold for is dimmed on the map, and left out of the table. As typed, readable or not. */
  readonly find?: string;
  /** An expression: what it holds for is not shown. As typed, readable or not. */
  readonly hide?: string;
  /** What is far from it is dimmed, whatever is selected. */
  readonly focus?: Focus;
  /** What the timeline covers. Absent: three hours, up to now or around the moment. */
  readonly timeline?: TimelineView;
  /** For a screen on a wall: nothing but the picture, which flies from problem to problem; seconds at each. */
  readonly kiosk?: number;
}

/** Who calls a node and whom it calls, so many calls away; or all ways from one node to another. Ids of nodes. */
export type Focus =
  | { readonly around: string; readonly depth: FocusDepth }
  | { readonly from: string; readonly to: string };

/** What the timeline can cover, in seconds. */
export const timelineLengths = [1800, 3600, 10_800, 21_600, 43_200, 86_400, 172_800, 604_800] as const;
type TimelineLength = (typeof timelineLengths)[number];
export const usualTimelineSeconds: TimelineLength = 10_800;

/** `until`, RFC 3339: moved away by hand. Absent: it keeps to what is on screen. */
export interface TimelineView {
  readonly lengthSeconds: TimelineLength;
  readonly until?: string;
}

export const focusDepths = ["1", "2", "all"] as const;
export type FocusDepth = (typeof focusDepths)[number];

/**
 * Only these are open, or all but these; by name, or as "cluster/name" where a name repeats. `part`: open as well, but
 * to show only what is not well in them, and what that talks to.
 */
export type Folding =
  | { readonly open: readonly string[]; readonly part?: readonly string[] }
  | { readonly closed: readonly string[] };

export type Selection =
  | { readonly type: "edge"; readonly id: string }
  | { readonly type: "node"; readonly id: string }
  | { readonly type: "namespace"; readonly id: string };

export const labelChoices = ["smart", "rate", "success", "p50", "p95", "p99", "none"] as const;
export type LabelChoice = (typeof labelChoices)[number];

export interface Viewport {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}
