import type { EdgeId, Grain, NodeId } from "@fyr/contract";
import { known } from "@fyr/topology";
import { AppError } from "../app-error.ts";
import type { AnyObserver } from "../observer/any-observer.ts";
import type { MomentQuery } from "../observer/moment-query.ts";
import type { Subject } from "../observer/subject.ts";
import type { Visible } from "../visibility/visible.ts";
import { visibleSubject } from "../visibility/visible-subject.ts";

interface Named {
  readonly edge?: EdgeId;
  readonly node?: NodeId;
  readonly grain?: Grain;
  readonly serviceNodes?: "true" | "false";
}

/** Throws an `AppError` unless a query names either an edge or a node. */
export function checkNamesOne({ edge, node }: Named): void {
  if ((edge === undefined) !== (node === undefined)) return;
  throw new AppError("bad_request", "Name one edge or one node by its id. /api/topology lists them.", {
    field: edge ? "node" : "edge",
  });
}

/**
 * What an edge or node named in a query was at a moment, as far as it may be seen. Undefined when none is named.
 */
export async function namedSubject(
  observer: AnyObserver,
  { edge, node, grain, serviceNodes }: Named,
  moment: Pick<MomentQuery, "at" | "windowSeconds">,
  visible: Visible,
  signal: AbortSignal,
): Promise<Subject | undefined> {
  const id = edge === undefined ? (node === undefined ? undefined : { node }) : { edge };
  if (id === undefined) return undefined;
  const subject = await observer.resolve(
    { ...id, ...known("grain", grain), ...known("serviceNodes", serviceNodes && serviceNodes === "true") },
    moment,
    signal,
  );
  if (subject !== undefined) return visibleSubject(subject, visible);
  const field = "edge" in id ? "edge" : "node";
  const sentence = `No ${field} of this id is on the map at this moment. /api/topology lists those that are.`;
  throw new AppError("unknown_subject", sentence, { field });
}
