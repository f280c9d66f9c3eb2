import { describe, expect, it } from "vitest";
import { checkFields } from "./check-fields.ts";
import { httpRoute } from "./gateway-api/routes.ts";
import { virtualService } from "./istio/virtual-service.ts";

const routeWith = (weight: unknown) => ({
  hosts: ["cart"],
  http: [{ route: [{ destination: { host: "cart" }, weight }] }],
});

describe("fields of custom resources", () => {
  it("keeps what the schema knows as it is", () => {
    const spec = routeWith(95);
    expect(checkFields(virtualService, spec, "spec")).toEqual({ value: spec, unknownFields: [], causes: [] });
  });

  it("drops what it does not know, and says so", () => {
    const spec = { ...routeWith(95), htttp: [], http: [{ route: [], wieght: 1 }] };
    const { value, unknownFields } = checkFields(virtualService, spec, "spec");
    expect(unknownFields).toEqual(["spec.http[0].wieght", "spec.htttp"]);
    expect(value).toEqual({ hosts: ["cart"], http: [{ route: [] }] });
  });

  it.each([
    {
      weight: "95",
      says: 'Invalid value: "string": spec.http[0].route[0].weight in body must be of type integer: "string"',
    },
    {
      weight: 9.5,
      says: 'Invalid value: "number": spec.http[0].route[0].weight in body must be of type integer: "number"',
    },
    {
      weight: null,
      says: 'Invalid value: "null": spec.http[0].route[0].weight in body must be of type integer: "null"',
    },
    { weight: 3_000_000_000, says: "Invalid value: 3000000000" },
  ])("refuses the weight $weight", ({ weight, says }) => {
    const { causes } = checkFields(virtualService, routeWith(weight), "spec");
    expect(causes).toHaveLength(1);
    expect(causes[0]).toMatchObject({ field: "spec.http[0].route[0].weight", message: expect.stringContaining(says) });
  });

  it("asks for fields that are required and values that are listed", () => {
    const spec = { http: [{ route: [{ weight: 1 }], redirect: { derivePort: "GUESS" } }] };
    const { causes } = checkFields(virtualService, spec, "spec");
    expect(causes.map(({ reason, field }) => [reason, field])).toEqual([
      ["FieldValueRequired", "spec.http[0].route[0].destination"],
      ["FieldValueNotSupported", "spec.http[0].redirect.derivePort"],
    ]);
  });

  it("fills in the defaults of the Gateway API", () => {
    const { value } = checkFields(httpRoute, { rules: [{ backendRefs: [{ name: "cart", port: 80 }] }] }, "spec");
    expect(value).toEqual({
      rules: [
        {
          backendRefs: [{ group: "", kind: "Service", name: "cart", port: 80, weight: 1 }],
          matches: [{ path: { type: "PathPrefix", value: "/" } }],
        },
      ],
    });
  });

  it("holds numbers and lists to their limits", () => {
    const rules = Array.from({ length: 17 }, () => ({ backendRefs: [{ name: "cart", weight: -1 }] }));
    const { causes } = checkFields(httpRoute, { rules }, "spec");
    expect(causes).toHaveLength(18);
    expect(causes[0]).toMatchObject({ message: "Too many: 17: must have at most 16 items", field: "spec.rules" });
    expect(causes[1]?.message).toContain("should be greater than or equal to 0");
  });
});
