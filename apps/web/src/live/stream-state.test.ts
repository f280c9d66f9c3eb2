import type { ChangeId, ObjectChange, RouteChange, SourceState, Topology } from "@fyr/contract";
import { diffTopology, snapshotOf } from "@fyr/topology";
import { describe, expect, it } from "vitest";
import { afterEvent, afterLoss, emptyStream, inTheMeantime, type StreamState, topologyOf } from "./stream-state.ts";

const ok: SourceState = { name: "prometheus", status: "ok", ageSeconds: 1 };
const silent: SourceState = {
  name: "prometheus",
  status: "stale",
  message: "Prometheus did not answer within 5 s.",
  ageSeconds: 7,
};

function picture(revision: number, sources: SourceState[] = [ok]): Topology {
  return {
    revision,
    at: `2026-11-20T03:14:${String(revision).padStart(2, "0")}.000Z`,
    windowSeconds: 60,
    grain: "workload",
    provider: "istio",
    sources,
    warnings: [],
    clusters: ["demo-north"],
    namespaces: [],
    totals: { workloads: 0, workloadsHealthy: 0, workloadsUnknown: 0, edges: 0, edgesFailing: 0, edgesDegraded: 0 },
    problems: [],
    nodes: [],
    edges: [],
  };
}

function after(state: StreamState, ...events: Parameters<typeof afterEvent>[1][]): StreamState | undefined {
  return events.reduce<StreamState | undefined>((held, event) => held && afterEvent(held, event, 1000), state);
}

describe("what is held", () => {
  it("is live from the first snapshot", () => {
    expect(after(emptyStream, { event: "snapshot", data: snapshotOf(picture(1)) })?.live).toEqual({
      status: "live",
      topology: picture(1),
    });
  });

  it("follows diffs", () => {
    const state = after(
      emptyStream,
      { event: "snapshot", data: snapshotOf(picture(1)) },
      { event: "diff", data: diffTopology(picture(1), picture(2)) },
    );
    expect(state?.live).toEqual({ status: "live", topology: picture(2) });
  });

  it("starts again when a diff was missed", () => {
    const missed = diffTopology(picture(2), picture(3));
    expect(
      after(emptyStream, { event: "snapshot", data: snapshotOf(picture(1)) }, { event: "diff", data: missed }),
    ).toBeUndefined();
    expect(after(emptyStream, { event: "diff", data: missed })).toBeUndefined();
  });

  it("keeps the picture and says why when a look failed", () => {
    const state = after(
      emptyStream,
      { event: "snapshot", data: snapshotOf(picture(1)) },
      { event: "stale", data: { revision: 1, sources: [silent] } },
    );
    expect(state?.live).toMatchObject({ status: "stale", reason: silent.message, receivedAt: 1000 });
    expect(state && topologyOf(state.live)?.nodes).toEqual([]);
  });

  it("is live again with the next good picture", () => {
    const stale = after(
      emptyStream,
      { event: "snapshot", data: snapshotOf(picture(1)) },
      { event: "stale", data: { revision: 1, sources: [silent] } },
    );
    expect(stale && after(stale, { event: "snapshot", data: snapshotOf(picture(2)) })?.live.status).toBe("live");
  });

  it("stays live when only Kubernetes is away", () => {
    const away: SourceState = { name: "kubernetes", status: "stale", message: "gone" };
    expect(after(emptyStream, { event: "snapshot", data: snapshotOf(picture(1, [ok, away])) })?.live.status).toBe(
      "live",
    );
  });

  it("has only a reason when there never was a picture", () => {
    expect(afterLoss(emptyStream, "No answer.", 5).live).toEqual({
      status: "failed",
      reason: "No answer.",
      by: "fyr",
    });
    expect(after(emptyStream, { event: "stale", data: { revision: 0, sources: [silent] } })?.live).toEqual({
      status: "failed",
      reason: silent.message,
      by: "prometheus",
    });
  });

  it("counts its age from the first loss, not the last", () => {
    const live = after(emptyStream, { event: "snapshot", data: snapshotOf(picture(1)) }) ?? emptyStream;
    const twice = afterLoss(afterLoss(live, "Closed.", 2000), "Still closed.", 9000);
    expect(twice.live).toMatchObject({ status: "stale", reason: "Still closed.", receivedAt: 2000 });
  });
});

describe("another window or scope", () => {
  it("leaves the picture before on screen until its own is there", () => {
    expect(inTheMeantime(emptyStream.live, picture(7))).toEqual({ status: "awaited", topology: picture(7) });
    const own = after(emptyStream, { event: "snapshot", data: snapshotOf(picture(1)) }) ?? emptyStream;
    expect(inTheMeantime(own.live, picture(7))).toBe(own.live);
  });

  it("waits when there was none, and says when none comes", () => {
    expect(inTheMeantime(emptyStream.live, undefined)).toEqual({ status: "connecting" });
    const { live } = afterLoss(emptyStream, "No answer.", 5);
    expect(inTheMeantime(live, picture(7))).toBe(live);
  });
});

it("lists changes of routes newest first, each once, as it is now", () => {
  const change = (id: string, phase: "accepted"): RouteChange =>
    ({ id, by: "mats", at: "2026-11-20T03:01:00.000Z", before: [], after: [], status: { phase } }) as never;
  const state = after(
    emptyStream,
    { event: "change", data: change("a", "accepted") },
    { event: "change", data: change("b", "accepted") },
    { event: "change", data: { ...change("a", "accepted"), reason: "calm" } },
  );
  expect(state?.changes.map(({ id, reason }) => [id, reason])).toEqual([
    ["a", "calm"],
    ["b", undefined],
  ]);
});

it("keeps edits of whole objects, the newest first and each once", () => {
  const edit = (id: string): ObjectChange => ({
    id: id as ChangeId,
    by: "ada",
    at: "2026-11-20T03:01:00Z",
    objects: [],
  });
  const events = ["a", "b", "a"].map((id) => ({ event: "edit", data: edit(id) }) as const);
  expect(after(emptyStream, ...events)?.edits.map(({ id }) => id)).toEqual(["a", "b"]);
});
