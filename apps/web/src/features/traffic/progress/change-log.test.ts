import type { ChangeId, ChangeStatus, RouteChange } from "@fyr/contract";
import { describe, expect, it } from "vitest";
import { followChange, lastOwnChange, mergeChanges } from "./change-log.ts";

const id = (text: string) => text as ChangeId;
const accepted = (requests: number): ChangeStatus => ({ phase: "accepted", observed: { requests, shares: [] } });
const observed: ChangeStatus = { phase: "observed", afterSeconds: 9, observed: { requests: 40, shares: [] } };

function change(name: string, minute: number, more: Partial<RouteChange> = {}): RouteChange {
  return {
    id: id(name),
    route: { kind: "VirtualService", namespace: "payments", name: "payment" },
    rule: { protocol: "http", index: 0 },
    before: [],
    after: [],
    by: "ingrid",
    at: `2026-11-20T03:${String(minute).padStart(2, "0")}:00.000Z`,
    status: { phase: "accepted" },
    ...more,
  };
}

describe("mergeChanges", () => {
  it("puts the newest first and every change once", () => {
    const merged = mergeChanges([change("a", 1), change("b", 3)], [change("c", 2), change("a", 1)]);
    expect(merged.map((each) => each.id)).toEqual(["b", "c", "a"]);
  });

  it("keeps the furthest state, whichever source it came from", () => {
    const pushed = [change("a", 1, { status: observed })];
    const fetched = [change("a", 1, { status: accepted(10) })];
    expect(mergeChanges(pushed, fetched)[0]?.status).toEqual(observed);
    expect(mergeChanges(fetched, pushed)[0]?.status).toEqual(observed);
  });

  it("lets the count of requests only rise", () => {
    const merged = mergeChanges([change("a", 1, { status: accepted(40) })], [change("a", 1, { status: accepted(10) })]);
    expect(merged[0]?.status.observed?.requests).toBe(40);
  });

  it("marks a change undone when the undo was pushed", () => {
    const merged = mergeChanges([change("a", 1)], [change("b", 2, { undoes: id("a") })]);
    expect(merged.find((each) => each.id === "a")?.undoneBy).toBe("b");
  });
});

describe("lastOwnChange", () => {
  it("passes over other people's changes and undone ones", () => {
    const changes = mergeChanges([
      change("mine", 1),
      change("undone", 2),
      change("theirs", 3, { by: "mats" }),
      change("their undo", 4, { by: "mats", undoes: id("undone") }),
    ]);
    expect(lastOwnChange(changes, "ingrid")?.id).toBe("mine");
  });

  it("stays with one's own undo, so that the key goes forth again", () => {
    const changes = mergeChanges([change("mine", 1), change("undone", 2), change("undo", 3, { undoes: id("undone") })]);
    expect(lastOwnChange(changes, "ingrid")?.id).toBe("undo");
  });

  it("finds nothing where nothing can be undone", () => {
    expect(lastOwnChange([change("theirs", 4, { by: "mats" })], "ingrid")).toBeUndefined();
  });
});

describe("followChange", () => {
  it("goes over to the undo, whoever asked for it", () => {
    const first = change("a", 1);
    const changes = mergeChanges([first], [change("b", 2, { undoes: id("a") })]);
    expect(followChange(first, changes).id).toBe("b");
  });

  it("stays with a change that is not in the log yet", () => {
    const first = change("a", 1);
    expect(followChange(first, [])).toBe(first);
  });
});
