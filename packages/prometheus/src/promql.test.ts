import { describe, expect, it } from "vitest";
import {
  dividedBy,
  either,
  is,
  isHostOf,
  isOneOf,
  marked,
  over,
  positive,
  rate,
  select,
  sumBy,
  without,
  writeOut,
} from "./promql.ts";

describe("label values", () => {
  it.each([
    ["cart", 'a="cart"'],
    ['"} or vector(1) #', 'a="\\"} or vector(1) #"'],
    ["\\", 'a="\\\\"'],
    ["two\nlines\u0000", 'a="two\\u000alines\\u0000"'],
    ["größe {x}", 'a="größe {x}"'],
  ])("%j stays inside its quotes", (value, written) => {
    expect(is("a", value)).toBe(written);
  });

  it("are taken literally where several are allowed", () => {
    expect(isOneOf("a", ["x.y", "(a|b)*", ""])).toBe('a=~"x\\\\.y|\\\\(a\\\\|b\\\\)\\\\*|"');
    expect(isHostOf("a", ["10.0.0.1"])).toBe('a=~"(10\\\\.0\\\\.0\\\\.1)(:[0-9]+)?"');
  });
});

it("builds queries from the inside out", () => {
  const requests = select("istio_requests_total", [is("reporter", "source")]);
  expect(writeOut(positive(sumBy(["a", "b"], rate(requests, 60))))).toBe(
    '(sum by (a, b) (rate(istio_requests_total{reporter="source"}[1m]))) > 0',
  );
  expect(writeOut(over(requests, 0.25))).toBe('istio_requests_total{reporter="source"}[250ms]');
  expect(writeOut(over(requests, 90))).toBe('istio_requests_total{reporter="source"}[90s]');
  expect(writeOut(dividedBy(select("x"), select("y")))).toBe("(x) / scalar(y)");
  expect(writeOut(either(marked(select("x"), "m", "x"), select("y")))).toBe(
    '(label_replace(x, "m", "x", "", "")) or (y)',
  );
  expect(writeOut(either(select("most"), select("some"), select("few")))).toBe("(most) or ((some) or (few))");
  expect(writeOut(without(select("x"), select("y"), ["a"]))).toBe("(x) unless on (a) (y)");
});
