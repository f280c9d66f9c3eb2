import { expect, it } from "vitest";
import { objectYaml } from "./plan-edit.ts";

it("quotes what kubectl would take for something else than text", () => {
  const spec = { http: [{ match: [{ headers: { "x-tester": { exact: "yes" } } }] }] };
  const yaml = objectYaml({
    apiVersion: "networking.istio.io/v1",
    kind: "VirtualService",
    metadata: { name: "a" },
    spec,
  });
  expect(yaml).toContain('exact: "yes"');
});
