import { describe, expect, it } from "vitest";
import type { PrometheusClient } from "../../client.ts";
import { createNotes } from "./notes.ts";

function notesWithoutRules() {
  const asked: number[] = [];
  const query = async (_promql: unknown, at: number) => {
    asked.push(at);
    await Promise.resolve();
    return { rows: [], warnings: [] };
  };
  return { asked, notes: createNotes({ query } as unknown as PrometheusClient) };
}

describe("where there are no recording rules", () => {
  it("Prometheus is asked once for all who want to know at the same time", async () => {
    const { asked, notes } = notesWithoutRules();
    const verdicts = await Promise.all([60, 300].map((windowSeconds) => notes.verdictAt({ at: 1020, windowSeconds })));
    expect(verdicts).toEqual([{ kind: "absent" }, { kind: "absent" }]);
    expect(asked).toEqual([1020]);
  });

  it("it is asked again after a minute, and never for less than what rules record", async () => {
    const { asked, notes } = notesWithoutRules();
    for (const at of [1020, 1050, 1079, 1080]) await notes.verdictAt({ at, windowSeconds: 60 });
    await notes.verdictAt({ at: 1200, windowSeconds: 30 });
    expect(asked).toEqual([1020, 1080]);
  });
});
