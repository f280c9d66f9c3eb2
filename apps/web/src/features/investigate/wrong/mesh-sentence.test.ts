import { describe, expect, it } from "vitest";
import { failingFinding } from "../incident.fixture.ts";
import { namesIn } from "../names.ts";
import { textOf } from "../phrase.ts";
import { meshSentence } from "./mesh-sentence.ts";

const names = namesIn({ nodes: [], edges: [] });
const at = "2026-11-20T03:14:20.000Z";
const investigation = {
  at,
  windowSeconds: 60,
  from: "2026-11-20T00:14:20.000Z",
  stepSeconds: 60,
  findings: [failingFinding],
  entries: [],
  queries: 9,
  warnings: [],
};

describe("the mesh in one sentence", () => {
  it("names the first thing that is wrong, whom it harms, and how many more there are", () => {
    const { phrases, status } = meshSentence({ ...investigation, findings: [failingFinding, failingFinding] }, names);
    expect(status).toBe("failing");
    expect(textOf(phrases)).toMatch(
      /^checkout → payment-v2 fails since \d\d:01:40, for 12 min; it harms storefront\. One more thing is wrong\.$/,
    );
  });

  it("is calm where there are only notices", () => {
    const notice = { ...failingFinding, status: "notice" } as const;
    expect(meshSentence({ ...investigation, findings: [notice] }, names).status).toBe("healthy");
  });
});
