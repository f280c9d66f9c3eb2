import { afterEach, beforeEach, expect, it } from "vitest";
import { tellTimesIn } from "../../ui/clock.ts";
import { typedState } from "./typed-moment.ts";

beforeEach(() => tellTimesIn("utc"));
afterEach(() => tellTimesIn("local"));

const now = Date.parse("2026-11-20T03:14:20.000Z");

it("says which instant is meant, in the zone on screen", () => {
  expect(typedState("02:14", now)).toEqual({
    kind: "go",
    at: "2026-11-20T02:14:00.000Z",
    words: "Fri, 20 Nov 2026, 02:14:00 UTC · 1 h ago",
  });
  expect(typedState("-90m", now)).toMatchObject({ words: "Fri, 20 Nov 2026, 01:44:20 UTC · 1 h 30 min ago" });
  expect(typedState("now", now)).toMatchObject({ kind: "go" });
  expect(typedState("now", now)).not.toHaveProperty("at");
});

it("goes neither into the future nor before all history, and says why", () => {
  expect(typedState("2026-11-20 04:00", now)).toEqual({
    kind: "fault",
    words: "Fri, 20 Nov 2026, 04:00:00 UTC is still to come.",
  });
  expect(typedState("2d ago", now, "2026-11-20T00:10:00Z")).toEqual({
    kind: "fault",
    words: "Wed, 18 Nov 2026, 03:14:20 UTC: Prometheus keeps nothing before 00:10.",
  });
  expect(typedState("yester", now)).toEqual({ kind: "unread" });
});
