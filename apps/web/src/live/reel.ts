import { mostFrames, type Replay, type Topology } from "@fyr/contract";
import { applyDiff } from "@fyr/topology";

/** A span of the past as it was sent. Of its pictures few are held whole, whatever its length. */
export interface Reel {
  /** Of each frame, in ms since epoch; oldest first. */
  readonly moments: readonly number[];
  /** The same object when it is asked for again. What does not change from one frame to the next stays the same, too. */
  frameAt(place: number): Topology | undefined;
}

/** So many frames on, one is kept whole, from which a few diffs lead to those after it. */
const keptEvery = Math.ceil(Math.sqrt(mostFrames));
/** Frames that were looked at last, or on the way to those: steps back and forth among them cost nothing. */
const mostRecent = keptEvery + 1;

/** `rest`: waited for after each frame, for to read half an hour of a large mesh takes seconds. */
export async function createReel(
  { snapshot, diffs }: Pick<Replay, "snapshot" | "diffs">,
  rest: () => Promise<void>,
): Promise<Reel> {
  const kept = new Map([[0, snapshot]]);
  let frame = snapshot;
  for (const [nth, diff] of diffs.entries()) {
    frame = applyDiff(frame, diff);
    if ((nth + 1) % keptEvery === 0) kept.set(nth + 1, frame);
    await rest();
  }
  return reelOf(diffs, kept);
}

function reelOf(diffs: Replay["diffs"], kept: ReadonlyMap<number, Topology>): Reel {
  const recent = new Map<number, Topology>();

  function frameAt(place: number): Topology | undefined {
    const known = recent.get(place);
    const diff = diffs[place - 1];
    // What follows a frame that was looked at is made from it, so that they share what is the same in both.
    const hasBefore = diff !== undefined && recent.has(place - 1);
    const frame = known ?? (hasBefore ? undefined : kept.get(place)) ?? after(place - 1, diff);
    if (frame === undefined) return undefined;
    recent.delete(place);
    recent.set(place, frame);
    for (const oldest of recent.keys()) if (recent.size > mostRecent) recent.delete(oldest);
    return frame;
  }

  function after(place: number, diff: Replay["diffs"][number] | undefined): Topology | undefined {
    const before = diff && frameAt(place);
    return before && applyDiff(before, diff);
  }

  const instants = [kept.get(0), ...diffs].flatMap((of) => (of === undefined ? [] : [of.at]));
  return { moments: instants.map((at) => Date.parse(at)), frameAt };
}
