import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { defaultAddress, elsewhere, parseAddress, withAddress } from "./list-address.ts";
import { listKinds } from "./rows.ts";

const anyAddress = fc.record({
  kind: fc.constantFrom(...listKinds),
  order: fc.record({
    key: fc.constantFrom("health", "name", "rate", "p99"),
    direction: fc.constantFrom("ascending" as const, "descending" as const),
  }),
});

describe("the address of a list", () => {
  it("says nothing of what is as usual", () => {
    expect(withAddress({ ns: "shop", rows: "app", sort: "name" }, defaultAddress)).toEqual({ ns: "shop" });
  });

  it.each([{}, { rows: "pods", sort: "" }, { rows: "", sort: "--rate" }, { sort: "rate desc" }])(
    "is as usual where %j says nothing anybody understands",
    (search) => {
      expect(parseAddress(search)).toEqual(defaultAddress);
    },
  );

  it("is read back as it was written", () =>
    fc.assert(
      fc.property(anyAddress, (address) => {
        expect(parseAddress(withAddress({ find: "failing" }, address))).toEqual(address);
      }),
    ));

  it("is not carried to other pages", () => {
    expect(elsewhere({ rows: "app", sort: "-rate", at: "1" })).toEqual({ at: "1" });
  });
});
