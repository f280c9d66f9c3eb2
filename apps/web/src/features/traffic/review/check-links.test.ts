import { RouteCheckSchema, RouteKindSchema } from "@fyr/contract";
import { expect, it } from "vitest";
import { checkDocs } from "./check-links.ts";

it("leads from every check of every kind of route to a page", () => {
  for (const code of RouteCheckSchema.properties.code.enum) {
    for (const kind of RouteKindSchema.enum) {
      const link = checkDocs({ code, status: "warn" }, { kind, namespace: "shop", name: "pricing" });
      expect(new URL(link).protocol).toBe("https:");
    }
  }
});
