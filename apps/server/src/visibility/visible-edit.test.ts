import type { ChangeId, ObjectChange } from "@fyr/contract";
import { expect, it } from "vitest";
import { visibleEdit } from "./visible-edit.ts";

const of = (namespace: string) =>
  ({ op: "update", object: { kind: "VirtualService", namespace, name: "cart" } }) as const;
const edit: ObjectChange = {
  id: "e" as ChangeId,
  by: "ada",
  at: "2026-11-20T03:02:00Z",
  objects: [of("shop"), of("payments")],
};

it("tells of an edit what lies where one may look, and nothing of the rest", () => {
  expect(visibleEdit("all", edit)).toBe(edit);
  expect(visibleEdit(new Set(["shop"]), edit)).toEqual({ ...edit, objects: [of("shop")] });
  expect(visibleEdit(new Set(["other"]), edit)).toBeUndefined();
});
