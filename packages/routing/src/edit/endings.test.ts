import type { ChangeId } from "@fyr/contract";
import { describe, expect, it } from "vitest";
import type { JsonObject } from "../json.ts";
import type { KubernetesObject } from "../kubernetes-object.ts";
import { payment } from "../testing/virtual-services.ts";
import { applyPatch } from "./apply-patch.ts";
import { type Ending, endingsPatch, endingsWith, injectedFaults, isDue, planTakeBack, readEndings } from "./endings.ts";
import { faultAbort, withoutFaults } from "./faults.ts";
import { addRule, withRule } from "./rules.ts";
import { timeout } from "./timeouts.ts";

const about = (id: string) => ({
  id: id as ChangeId,
  by: "ada",
  groups: ["mesh-admins"],
  at: "2026-01-01T00:00:00Z",
  endsAt: "2026-01-01T00:10:00Z",
});

function aborting(spec: JsonObject, percent: number): JsonObject {
  return withRule("VirtualService", spec, 1, (rule) => faultAbort.write(rule, { percent, httpStatus: 503 }));
}

function edited(object: KubernetesObject, spec: JsonObject, endings?: readonly Ending[]): KubernetesObject {
  const { annotations: _, ...metadata } = object.metadata;
  const next: KubernetesObject = { ...object, metadata, spec };
  return endings === undefined ? { ...object, spec } : patched(next, endingsPatch(next, endings));
}

function patched(object: KubernetesObject, patch: Parameters<typeof applyPatch>[1]): KubernetesObject {
  const result = applyPatch(object, patch);
  if (!result.ok) throw new Error(`does not apply at ${result.at}`);
  return result.value as KubernetesObject;
}

const start = payment();
const spec = start.spec ?? {};
const faulty = edited(start, aborting(spec, 20), endingsWith(start, aborting(spec, 20), about("1")));

describe("a fault with an end", () => {
  it("stands on the object and is due when its time has come", () => {
    const [ending] = readEndings(faulty);
    expect(ending).toMatchObject(about("1"));
    expect(ending && isDue(ending, Date.parse("2026-01-01T00:09:59Z"))).toBe(false);
    expect(ending && isDue(ending, Date.parse("2026-01-01T00:10:00Z"))).toBe(true);
  });

  it("is taken back, and nothing else", () => {
    const later = edited(
      faulty,
      withRule("VirtualService", faulty.spec ?? {}, 0, (rule) => timeout.write(rule, { request: "2s" })),
    );
    const { kind, patch } = planTakeBack(later, readEndings(later)[0] as Ending);
    const after = patched(later, patch);
    expect(kind).toBe("back");
    expect(after.spec).toEqual(withoutFaults(later.spec ?? {}));
    expect(readEndings(after)).toEqual([]);
  });

  it("is found behind a rule that was put before it", () => {
    const later = edited(faulty, addRule("VirtualService", faulty.spec ?? {}));
    const { kind, patch } = planTakeBack(later, readEndings(later)[0] as Ending);
    expect(kind).toBe("back");
    expect(patched(later, patch).spec).toEqual(addRule("VirtualService", spec));
  });

  it("that somebody changed since is left alone", () => {
    const later = edited(faulty, aborting(spec, 50));
    const { kind, patch } = planTakeBack(later, readEndings(later)[0] as Ending);
    expect(kind).toBe("overtaken");
    expect(patched(later, patch).spec).toEqual(later.spec);
    expect(readEndings(patched(later, patch))).toEqual([]);
  });

  it("that is made stronger goes back to before both", () => {
    const stronger = aborting(spec, 40);
    const endings = endingsWith(faulty, stronger, about("2"));
    expect(endings.map(({ id }) => id)).toEqual(["2"]);
    const later = edited(faulty, stronger, endings);
    expect(patched(later, planTakeBack(later, endings[0] as Ending).patch).spec).toEqual(spec);
  });
});

it("an annotation that writes beside the spec is no ending", () => {
  const back = [{ op: "add", path: "/metadata/finalizers", value: ["x"] }];
  const annotations = { "fyr.dev/ends": JSON.stringify([{ ...about("1"), back }]) };
  expect(readEndings({ ...start, metadata: { ...start.metadata, annotations } })).toEqual([]);
});

it("a fault counts as injected when it is new or changed", () => {
  expect(injectedFaults(spec, aborting(spec, 20))).toMatchObject([{ index: 1, abortPercent: 20 }]);
  expect(injectedFaults(aborting(spec, 20), aborting(spec, 30))).toHaveLength(1);
  expect(injectedFaults(aborting(spec, 20), addRule("VirtualService", aborting(spec, 20)))).toEqual([]);
});
