import { describe, expect, it } from "vitest";
import { readExemplars } from "./read-exemplars.ts";

const read = (data: unknown) => readExemplars("prometheus:9090", data);
const row = (exemplar: unknown) => [{ seriesLabels: { le: "5" }, exemplars: [exemplar] }];

describe("exemplars", () => {
  it("are read with the labels of their series and their own", () => {
    expect(read(row({ labels: { trace_id: "ab" }, value: "3.5", timestamp: 1600.25 }))).toEqual([
      { metric: { le: "5" }, exemplars: [{ labels: { trace_id: "ab" }, value: 3.5, at: 1600.25 }] },
    ]);
  });

  it("of an older Prometheus have numbers for values", () => {
    expect(read(row({ labels: {}, value: 3.5, timestamp: 1 }))[0]?.exemplars[0]?.value).toBe(3.5);
  });

  it("are none where nobody keeps any", () => {
    expect(read([])).toEqual([]);
    expect(read(null)).toEqual([]);
  });

  it.each([
    [{}, "no exemplars where they were asked for"],
    [[{ seriesLabels: {} }], "a series without exemplars"],
    [[{ exemplars: [] }], "without labels"],
    [row("one"), "an exemplar that is none"],
    [row({ labels: {}, value: "soon", timestamp: 1 }), "without a value and a time"],
    [row({ labels: {}, value: "1", timestamp: "1" }), "without a value and a time"],
    [row({ labels: { trace_id: 5 }, value: "1", timestamp: 1 }), "a label that is no text"],
  ])("are not made of %j", (data, says) => {
    expect(() => read(data)).toThrow(says);
  });
});
