import type { ObjectView } from "@fyr/contract";
import { describe, expect, it } from "vitest";
import { currentObject, editsOf, isBehind, isEdited, onTheirs, startObject } from "./edit-session.ts";
import { withSpec } from "./spec-draft.ts";

function view(spec: Record<string, unknown>, resourceVersion = "7"): ObjectView {
  return {
    object: { kind: "VirtualService", namespace: "shop", name: "cart" },
    apiVersion: "networking.istio.io/v1",
    resourceVersion,
    spec,
    owner: { kind: "hand" } as ObjectView["owner"],
    editable: true,
    related: [],
    endings: [],
  };
}

const basis = view({ hosts: ["cart"], http: [{ timeout: "1s", retries: { attempts: 2 } }] });
const own = {
  ...startObject(basis),
  draft: withSpec(startObject(basis).draft, { ...basis.spec, http: [{ timeout: "2s", retries: { attempts: 2 } }] }),
};

describe("an object that is edited", () => {
  it("is sent only when something differs", () => {
    expect(editsOf([startObject(basis)])).toEqual([]);
    expect(isEdited(own)).toBe(true);
    expect(editsOf([own])).toMatchObject([{ op: "update", resourceVersion: "7", spec: { http: [{ timeout: "2s" }] } }]);
  });

  it("keeps both changes where somebody changed another field", () => {
    const theirs = view({ hosts: ["cart"], http: [{ timeout: "1s", retries: { attempts: 5 } }] }, "8");
    const merged = onTheirs(own, theirs);
    expect(merged?.basis.resourceVersion).toBe("8");
    expect(merged?.draft.spec).toEqual({ hosts: ["cart"], http: [{ timeout: "2s", retries: { attempts: 5 } }] });
  });

  it("is what stands now until it is edited, and then is told of what others change", () => {
    const theirs = view({ hosts: ["cart"], http: [{ timeout: "9s" }] }, "8");
    expect(currentObject(undefined, theirs).basis).toBe(theirs);
    expect(currentObject(startObject(basis), theirs).basis).toBe(theirs);
    expect(currentObject(own, theirs)).toBe(own);
    expect(isBehind(own, theirs)).toBe(true);
    expect(isBehind(own, { ...basis, resourceVersion: "9" })).toBe(false);
    expect(isBehind(own, view({ ...own.draft.spec }, "8"))).toBe(false);
  });

  it("has no answer of its own where both changed the same field", () => {
    expect(
      onTheirs(own, view({ hosts: ["cart"], http: [{ timeout: "9s", retries: { attempts: 2 } }] })),
    ).toBeUndefined();
  });
});
