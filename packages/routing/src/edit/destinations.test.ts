import { describe, expect, it } from "vitest";
import { addDestination, readDestinations, removeDestination, setDestination, setWeight } from "./destinations.ts";

const to = (subset: string, weight?: number) => ({
  destination: { host: "cart", subset },
  ...(weight !== undefined && { weight }),
  headers: { request: { set: { "x-a": "1" } } },
});
const rule = { name: "primary", route: [to("v1", 90), to("v2", 10)] };

describe("destinations of a rule", () => {
  it("share what one of them leaves, with all that stands beside the weights", () => {
    expect(setWeight("VirtualService", rule, 1, 25)).toEqual({ name: "primary", route: [to("v1", 75), to("v2", 25)] });
    expect(setWeight("VirtualService", rule, 1, 10)).toBe(rule);
  });

  it("come with nothing, and leave what they had to the others", () => {
    const more = addDestination("VirtualService", { route: [to("v1")] });
    expect(readDestinations("VirtualService", more).map(({ weight }) => weight)).toEqual([100, 0]);
    const named = setDestination("VirtualService", more, 1, { host: "cart", subset: "v2" });
    expect(named).toEqual({ route: [to("v1", 100), to("v2", 0)] });
    expect(removeDestination("VirtualService", rule, 0)).toEqual({ name: "primary", route: [to("v2", 100)] });
    expect(removeDestination("VirtualService", { route: [to("v1")] }, 0)).toEqual({ route: [to("v1")] });
  });

  it("of a Gateway API route weigh 1 where nothing is said", () => {
    const backends = { backendRefs: [{ name: "a" }, { name: "b", weight: 3 }] };
    expect(readDestinations("HTTPRoute", backends)).toMatchObject([
      { host: "a", weight: 1 },
      { host: "b", weight: 3 },
    ]);
    expect(setWeight("HTTPRoute", backends, 1, 4)).toEqual({
      backendRefs: [
        { name: "a", weight: 0 },
        { name: "b", weight: 4 },
      ],
    });
  });
});
