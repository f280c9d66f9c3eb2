import { describe, expect, it } from "vitest";
import { grainOf, idInWords } from "./find-node.ts";

describe("the id in an address", () => {
  it.each([
    { id: "workload/north/payments/payment-v2", grain: "workload" },
    { id: "service/north/payments/payment", grain: "service" },
    { id: "app/north/payments/payment", grain: "app" },
    { id: "app/north/payments/payment/v2", grain: "workload" },
    { id: "serviceEntry/north/payments/bank", grain: "workload" },
    { id: "nonsense", grain: "workload" },
  ])("tells that $id is in the picture of grain $grain", ({ id, grain }) => {
    expect(grainOf(id)).toBe(grain);
  });

  it.each([
    { id: "workload/north/payments/payment-v2", words: "payment-v2 in payments" },
    { id: "workload/north/pay%2fments/a%zz", words: "a%zz in pay/ments" },
    { id: "nonsense", words: "nonsense" },
  ])("is told as $words", ({ id, words }) => {
    expect(idInWords(id)).toBe(words);
  });
});
