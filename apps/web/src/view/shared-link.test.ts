import { describe, expect, it } from "vitest";
import { sharedLink } from "./shared-link.ts";

const shown = "2026-11-20T03:14:20.000Z";
const host = "https://fyr.example";

describe("a link that is handed on", () => {
  it("keeps the moment on screen while live, and the rest of the address", () => {
    const link = new URL(sharedLink(`${host}/investigate?tab=time&finding=f#x`, shown));
    expect(Object.fromEntries(link.searchParams)).toEqual({ tab: "time", finding: "f", at: shown });
    expect(link.hash).toBe("#x");
    expect(new URL(sharedLink(`${host}/`, shown)).searchParams.get("at")).toBe(shown);
  });

  it.each([
    ["a moment it already names", "/?at=2026-11-19T00:00:00.000Z"],
    ["routes, which are edited as they are", "/traffic/istio/shop/cart?tab=yaml"],
    ["a screen on a wall", "/?kiosk=20"],
  ])("is the address itself: %s", (_, path) => {
    expect(sharedLink(host + path, shown)).toBe(host + path);
  });

  it("is the address where there is no picture yet", () => {
    expect(sharedLink(`${host}/`, undefined)).toBe(`${host}/`);
  });
});
