import type { EdgeId, NodeId } from "@fyr/contract";
import { AppError } from "../app-error.ts";
import type { AnyObserver } from "../observer/any-observer.ts";
import type { Subject } from "../observer/observer.ts";

/** What an edge or node named in a query was at a moment (Unix seconds; absent is now). Undefined when none is named. */
export async function namedSubject(
  observer: AnyObserver,
  { edge, node }: { readonly edge?: EdgeId; readonly node?: NodeId },
  at: number | undefined,
  signal: AbortSignal,
): Promise<Subject | undefined> {
  const id = edge === undefined ? (node === undefined ? undefined : { node }) : { edge };
  if (id === undefined) return undefined;
  const subject = await observer.resolve(id, at, signal);
  if (subject !== undefined) return subject;
  const field = "edge" in id ? "edge" : "node";
  const sentence = `No ${field} of this id is on the map at this moment. /api/topology lists those that are.`;
  throw new AppError("unknown_subject", sentence, { field });
}
