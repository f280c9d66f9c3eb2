import type { Marker } from "@fyr/contract";
import { describe, expect, it } from "vitest";
import { mergeMarkers } from "./merge-markers.ts";

function marker(parts: Partial<Marker>): Marker {
  const marker: Omit<Marker, "id"> = {
    at: "2026-11-20T03:00:00.000Z",
    kind: "pod-restart",
    object: { kind: "Pod", namespace: "shop", name: "cart-1" },
    workloads: [],
    services: [],
    knownFrom: "cluster",
    ...parts,
  };
  return { id: `${marker.kind} ${marker.at} ${marker.knownFrom}`, ...marker };
}

describe("one happening from several sources", () => {
  it("is told once: the end of a container, and that it began again", () => {
    const ended = marker({ kind: "oom-kill", message: "app: OOMKilled" });
    const began = marker({ at: "2026-11-20T03:00:40.000Z", knownFrom: "metrics" });
    expect(mergeMarkers([began, ended])).toEqual([ended]);
  });

  it("keeps how often a pod restarted, and from when on", () => {
    const ended = marker({ at: "2026-11-20T03:20:00.000Z", message: "app: Error, exit code 1" });
    const began = marker({
      at: "2026-11-20T03:00:00.000Z",
      until: "2026-11-20T03:21:00.000Z",
      count: 5,
      knownFrom: "metrics",
    });
    expect(mergeMarkers([began, ended])).toMatchObject([
      { at: began.at, until: began.until, count: 5, message: "app: Error, exit code 1" },
    ]);
  });

  it("is a guard's doing, not an edit as well, where it put weights back", () => {
    const route = {
      object: { kind: "VirtualService", namespace: "shop", name: "cart" },
      knownFrom: "history",
    } as const;
    const fired = marker({ ...route, kind: "guard-fired" });
    const written = marker({ ...route, kind: "route-edit", at: "2026-11-20T03:00:01.000Z" });
    const edited = marker({ ...route, kind: "route-edit", at: "2026-11-20T02:00:00.000Z" });
    expect(mergeMarkers([written, edited, fired]).map(({ kind }) => kind)).toEqual(["route-edit", "guard-fired"]);
  });

  it("is told from what to what where the watch has seen it", () => {
    const edit = { kind: "route-edit", object: { kind: "VirtualService", namespace: "shop", name: "cart" } } as const;
    const read = marker({ ...edit, by: { tool: "kubectl-edit" } });
    const seen = marker({ ...edit, at: "2026-11-20T03:00:01.000Z", from: "v1 95", to: "v1 5", knownFrom: "history" });
    expect(mergeMarkers([read, seen])).toMatchObject([{ from: "v1 95", to: "v1 5", by: { tool: "kubectl-edit" } }]);
  });
});

it("keeps apart what happened to others, or at another time, oldest first", () => {
  const markers = [
    marker({ at: "2026-11-20T03:30:00.000Z" }),
    marker({ at: "2026-11-20T03:00:00.000Z", knownFrom: "metrics" }),
    marker({ object: { kind: "Pod", namespace: "shop", name: "cart-2" }, at: "2026-11-20T03:10:00.000Z" }),
  ];
  expect(mergeMarkers(markers).map(({ at }) => at.slice(11, 16))).toEqual(["03:00", "03:10", "03:30"]);
});
