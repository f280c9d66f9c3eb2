import type { FastifyRequest } from "fastify";
import { isSameSight, type Visible } from "../visibility/visible.ts";

const checkedEveryMs = 60_000;
const longestTimerMs = 2 ** 31 - 1;

/**
 * Calls `end` once whoever listens is signed out or sees something else than when they began: they ask again, and are told
 * what there is for them now. Returns the end of the watching.
 */
export function endWithSight(
  request: Pick<FastifyRequest, "visible" | "until">,
  before: Visible,
  now: () => number,
  end: () => void,
): () => void {
  const check = async () => {
    const isSame = await request.visible().then(
      (visible) => isSameSight(visible, before),
      () => false,
    );
    if (!isSame) end();
  };
  const checking = setInterval(() => void check(), checkedEveryMs);
  const { until } = request;
  const leftMs = until === undefined ? longestTimerMs : Math.max(0, until * 1000 - now());
  const ending = until === undefined ? undefined : setTimeout(end, Math.min(leftMs, longestTimerMs));
  return () => {
    clearInterval(checking);
    clearTimeout(ending);
  };
}
