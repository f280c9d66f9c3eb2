import { describe, expect, it } from "vitest";
import { draftOf, withSpec, withText } from "./spec-draft.ts";

const draft = draftOf({ hosts: ["cart"], http: [{ timeout: "1s" }] });

describe("a spec as a form and as YAML", () => {
  it("follows the text", () => {
    const typed = withText(draft, "hosts: [cart] # ours\nhttp:\n  - timeout: 2s\n");
    expect(typed.spec).toEqual({ hosts: ["cart"], http: [{ timeout: "2s" }] });
    expect(typed.fault).toBeUndefined();
  });

  it("follows the form, and keeps the text while the form changes nothing", () => {
    const typed = withText(draft, "hosts: [cart] # ours\nhttp:\n  - timeout: 2s\n");
    expect(withSpec(typed, { hosts: ["cart"], http: [{ timeout: "2s" }] })).toBe(typed);
    expect(withSpec(typed, { hosts: ["cart"] }).text).toBe("hosts:\n  - cart\n");
  });

  it.each([
    { text: "hosts: [cart\nhttp: []\n", line: 2 },
    { text: "hosts:\n  - cart\n\thttp: x\n", line: 3 },
    { text: "- cart\n", line: 1 },
    { text: "", line: 1 },
  ])("says where %j is at fault, and the form waits with the last good one", ({ text, line }) => {
    const faulty = withText(draft, text);
    expect(faulty.fault?.line).toBe(line);
    expect(faulty.spec).toBe(draft.spec);
    expect(faulty.text).toBe(text);
  });
});
