import { describe, expect, it } from "vitest";
import { failingFinding } from "../incident.fixture.ts";
import { namesIn } from "../names.ts";
import { fixedLink } from "./fixed-link.ts";
import { incidentText } from "./incident-text.ts";

const names = namesIn({ nodes: [], edges: [] });
const at = "2026-11-20T03:14:20.000Z";

describe("handing over", () => {
  it("tells numbers, suspects and a link that keeps the moment", () => {
    const link = fixedLink("https://fyr.example/investigate?tab=time", at, failingFinding.id);
    expect(new URL(link).searchParams.get("at")).toBe(at);
    const text = incidentText(failingFinding, { at }, names, link);
    expect(text).toContain("**checkout → payment-v2 fails** since");
    expect(text).toContain("1. payment-v2 rolled out (strong): ");
    expect(text).toContain("Harms: storefront 0.36 % of its requests.");
    expect(text).toContain(link);
  });

  it("keeps the moment a link already names", () => {
    const link = fixedLink("https://fyr.example/investigate?at=2026-11-19T00:00:00Z", at, "f");
    expect(new URL(link).searchParams.get("at")).toBe("2026-11-19T00:00:00Z");
  });
});
