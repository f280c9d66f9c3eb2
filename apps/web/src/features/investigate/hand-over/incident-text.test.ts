import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { tellTimesIn } from "../../../ui/clock.ts";
import { momentLink } from "../../../view/moment-link.ts";
import { failingFinding } from "../incident.fixture.ts";
import { namesIn } from "../names.ts";
import { incidentText } from "./incident-text.ts";

const names = namesIn({ nodes: [], edges: [] });
const at = "2026-11-20T03:14:20.000Z";
const seen = { at, windowSeconds: 60 };
const link = momentLink("https://fyr.example/investigate?tab=time&window=300", at, failingFinding.id);

beforeEach(() => tellTimesIn("utc"));
afterEach(() => tellTimesIn("local"));

describe("handing over", () => {
  it("tells numbers, moments with their zone, suspects and a link", () => {
    expect(
      incidentText(failingFinding, seen, names, link),
    ).toBe(`**checkout → payment-v2 fails** since Fri, 20 Nov 2026, 03:01:40 UTC, for 12 min
7.1 % errors, usual 0.04 %. 1.24 s p99, 6× its usual 205 ms. Mostly UF: could not connect to upstream.
Began between 03:01:15 and 03:02:00, found in the metrics.
Harms: storefront (at most 0.36 % of its requests).
Suspects:
1. payment-v2 rolled out (strong): 03:00:26, 74 s before it began, on the place itself. payment:2.4.0 → payment:2.5.0. By mats.
Follows from it:
- storefront → checkout: 0.36 % errors
As of Fri, 20 Nov 2026, 03:14:20 UTC, numbers of 1 min: ${link}
`);
  });

  it("says for how long it has lasted where that is hours, and at least where no beginning is known", () => {
    const later = { at: "2026-11-20T05:43:00.000Z", windowSeconds: 300 };
    expect(incidentText(failingFinding, later, names, link)).toContain("03:01:40 UTC, for 2 h 41 min\n");
    const { onset: _, ...ever } = failingFinding;
    const text = incidentText({ ...ever, lastingAtLeastSeconds: 10_800, suspects: [] }, later, names, link);
    expect(text).toMatch(/^\*\*checkout → payment-v2 fails\*\* for at least 3 h\n/);
    expect(text).toContain("Suspects: none known.");
    expect(text).not.toContain("Began");
  });

  it("links to what was on screen: the part, the window, the finding, and the moment it was", () => {
    expect(Object.fromEntries(new URL(link).searchParams)).toEqual({
      tab: "time",
      window: "300",
      at,
      finding: failingFinding.id,
    });
  });

  it("keeps the moment a link already names", () => {
    const past = momentLink("https://fyr.example/investigate?at=2026-11-19T00:00:00Z", at, "f");
    expect(new URL(past).searchParams.get("at")).toBe("2026-11-19T00:00:00Z");
  });
});
