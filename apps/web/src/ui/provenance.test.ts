import { expect, it } from "vitest";
import { provenance } from "./provenance.ts";

it("says what a number is, over what time, and who measured it", () => {
  expect(provenance("rate", { windowSeconds: 300, reporter: "source" })).toBe(
    "Requests a second, mean, over 5 min, seen by the caller.",
  );
});

it("names nobody where counts of several proxies are added up", () => {
  expect(provenance("success", { windowSeconds: 60 })).toBe(
    "Requests without a server error, of all requests, over 1 min.",
  );
});
