import { describe, expect, it } from "vitest";
import { claimFields, type Writer } from "./field-ownership.ts";
import type { ManagedFields } from "./object.ts";

const by = (manager: string, more: Partial<Writer> = {}): Writer => ({
  manager,
  operation: "Update",
  apiVersion: "v1",
  time: "2026-08-22T03:02:00Z",
  ...more,
});
const owners = (claims: readonly ManagedFields[]) => claims.map(({ manager, fieldsV1 }) => [manager, fieldsV1]);

describe("field ownership", () => {
  const first = { metadata: { labels: { a: "1" } }, spec: { replicas: 1, hosts: ["x"] } };
  const claims = claimFields([], undefined, first, by("argocd"));

  it("is the writer's for all of a new object, lists whole", () => {
    expect(owners(claims)).toEqual([
      ["argocd", { "f:metadata": { "f:labels": { "f:a": {} } }, "f:spec": { "f:replicas": {}, "f:hosts": {} } }],
    ]);
  });

  it("moves with the fields that change", () => {
    const after = { ...first, spec: { replicas: 2, hosts: ["x", "y"] } };
    expect(owners(claimFields(claims, first, after, by("kubectl")))).toEqual([
      ["argocd", { "f:metadata": { "f:labels": { "f:a": {} } } }],
      ["kubectl", { "f:spec": { "f:replicas": {}, "f:hosts": {} } }],
    ]);
  });

  it("ends with the field", () => {
    const after = { metadata: {}, spec: { replicas: 1, hosts: ["x"] } };
    expect(owners(claimFields(claims, first, after, by("kubectl")))).toEqual([
      ["argocd", { "f:spec": { "f:replicas": {}, "f:hosts": {} } }],
    ]);
  });

  it("is kept apart for the status", () => {
    const after = { ...first, status: { ready: 1 } };
    const [, status] = claimFields(claims, first, after, by("argocd", { subresource: "status" }));
    expect(status).toMatchObject({
      manager: "argocd",
      subresource: "status",
      fieldsV1: { "f:status": { "f:ready": {} } },
    });
  });

  it("does not change when nothing does", () => {
    expect(claimFields(claims, first, structuredClone(first), by("kubectl"))).toBe(claims);
  });
});
