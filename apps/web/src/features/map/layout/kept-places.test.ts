import { describe, expect, it } from "vitest";
import { keptPlaces } from "./kept-places.ts";

function memory() {
  const held = new Map<string, string>();
  return {
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => {
      held.set(key, value);
    },
  };
}

describe("places", () => {
  it("are there again on the next visit", () => {
    const storage = memory();
    keptPlaces(storage, ["north"], "workload").save(new Map([["a", { x: 1, y: 2 }]]));
    expect(keptPlaces(storage, ["north"], "workload").load()).toEqual(new Map([["a", { x: 1, y: 2 }]]));
  });

  it.each([
    [["south"], "workload"],
    [["north"], "app"],
  ])("of another cluster or grain (%s, %s) are others", (clusters, grain) => {
    const storage = memory();
    keptPlaces(storage, ["north"], "workload").save(new Map([["a", { x: 1, y: 2 }]]));
    expect(keptPlaces(storage, clusters, grain).load().size).toBe(0);
  });

  it.each(["{", "null", "[1]", '{"a":"b","c":[1],"d":[null,2]}'])("that cannot be read (%s) are forgotten", (text) => {
    expect(keptPlaces({ getItem: () => text, setItem: () => undefined }, ["north"], "workload").load().size).toBe(0);
  });

  it("do no harm where nothing may be kept", () => {
    const storage = {
      getItem: () => null,
      setItem: () => {
        throw new DOMException("full", "QuotaExceededError");
      },
    };
    expect(() => keptPlaces(storage, ["north"], "workload").save(new Map([["a", { x: 1, y: 2 }]]))).not.toThrow();
  });
});
