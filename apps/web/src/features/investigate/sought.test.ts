import type { Finding } from "@fyr/contract";
import { describe, expect, it } from "vitest";
import { goneWords, soughtWords } from "./asked-words.ts";
import { edgeId, failingFinding, mesh, nodeId } from "./incident.fixture.ts";
import { namesIn } from "./names.ts";
import { findingAbout, soughtIn } from "./sought.ts";

const place = (source: string, target: string) => ({ type: "edge", id: edgeId(source, target) }) as const;

describe("what a link asks for", () => {
  it("is the edge of an alert, by the names of its ends", () => {
    const expression =
      'from.workload = "checkout" and from.ns = "shop" and to.workload = "payment-v2" and to.ns = "shop"';
    expect(soughtIn(mesh, expression)?.places).toEqual([place("checkout", "payment-v2")]);
  });

  it("is the busiest first where several match, and nothing where none does", () => {
    expect(soughtIn(mesh, "from.workload = checkout and to.workload = payment-*")?.places).toEqual([
      place("checkout", "payment-v1"),
      place("checkout", "payment-v2"),
    ]);
    expect(soughtIn(mesh, "to.workload = gone")?.places).toEqual([]);
  });

  it("is no question where it finds much, says nothing or cannot be read", () => {
    expect(soughtIn(mesh, "ns = shop")).toBeUndefined();
    expect(soughtIn(mesh, " ")).toBeUndefined();
    expect(soughtIn(mesh, "to.workload = (")).toBeUndefined();
  });
});

describe("the finding about a place", () => {
  const at = (id: string, origin: Finding["origin"]): Finding => ({ ...failingFinding, id, origin, symptoms: [] });
  const elsewhere = at("elsewhere", { type: "node", id: nodeId("orders") });

  it.each<{ is: string; origin: Finding["origin"]; more?: Partial<Finding> }>([
    { is: "begins there", origin: place("checkout", "payment-v2") },
    { is: "begins at the callee", origin: { type: "node", id: nodeId("payment-v2") } },
    {
      is: "may begin there",
      origin: { type: "host", name: "a" },
      more: { otherwise: [place("checkout", "payment-v2")] },
    },
    {
      is: "has it as a symptom",
      origin: { type: "node", id: nodeId("ledger") },
      more: { symptoms: [{ place: place("checkout", "payment-v2"), kind: "failing", now: {} }] },
    },
    { is: "begins at the caller", origin: { type: "node", id: nodeId("checkout") } },
  ])("is the one that $is", ({ origin, more }) => {
    const about = { ...at("about", origin), ...more };
    expect(findingAbout([elsewhere, about], [place("checkout", "payment-v2")])).toBe(about);
  });

  it("is the closest of several, and none where none is close", () => {
    const caller = at("caller", { type: "node", id: nodeId("checkout") });
    const callee = at("callee", { type: "node", id: nodeId("payment-v2") });
    expect(findingAbout([caller, callee], [place("checkout", "payment-v2")])).toBe(callee);
    expect(findingAbout([elsewhere], [place("checkout", "payment-v2")])).toBeUndefined();
  });
});

describe("what became of it, in words", () => {
  const names = namesIn(mesh);
  const sought = { expression: "to.workload = payment-v2", places: [place("checkout", "payment-v2")] };

  it("names the place and what is wrong there", () => {
    expect(soughtWords(sought, names, { isKnown: true, about: failingFinding })).toBe(
      "Asked for: checkout → payment-v2. What is wrong there: checkout → payment-v2 fails.",
    );
    expect(soughtWords(sought, names, { isKnown: true, about: undefined })).toBe(
      "Asked for: checkout → payment-v2. Nothing is found wrong there at this moment.",
    );
  });

  it("says nothing of what is not known yet", () => {
    expect(soughtWords(sought, names, { isKnown: false, about: undefined })).toBe("Asked for: checkout → payment-v2.");
  });

  it("says that nothing matches", () => {
    expect(soughtWords({ ...sought, places: [] }, names, { isKnown: true, about: undefined })).toBe(
      "Nothing that carries traffic at this moment matches to.workload = payment-v2.",
    );
  });

  it("says that a finding is over, and what is shown instead", () => {
    expect(goneWords(failingFinding, names)).toBe(
      "The finding this link names is not there at this moment: it is over, or begins elsewhere. Shown instead: checkout → payment-v2 fails.",
    );
    expect(goneWords(undefined, names)).toMatch(/begins elsewhere\.$/);
  });
});
