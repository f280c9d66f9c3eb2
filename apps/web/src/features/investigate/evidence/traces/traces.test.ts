import type { Span } from "@fyr/contract";
import { describe, expect, it } from "vitest";
import { endInWords, noTraces, whyUntraced } from "./trace-words.ts";
import { waterfallRows } from "./waterfall-rows.ts";

function span(spanId: string, startMs: number, durationMs: number, parent?: number): Span {
  const own = { spanId, service: spanId, name: "op", startMs, durationMs, failed: false, tags: [] };
  return parent === undefined ? own : { ...own, parent };
}

describe("a waterfall", () => {
  const spans = [span("gate", 0, 100), span("checkout", 5, 90, 0), span("cart", 10, 30, 1), span("payment", 20, 60, 1)];
  const rows = waterfallRows({ spans, durationMs: 100 });

  it("puts each span where it was, below whoever called it", () => {
    expect(rows.map(({ depth, from, wide }) => [depth, from, wide])).toEqual([
      [0, 0, 1],
      [1, 0.05, 0.9],
      [2, 0.1, 0.3],
      [2, 0.2, 0.6],
    ]);
  });

  it("counts as a span's own what no child covers, children side by side once", () => {
    // cart and payment together cover 10 to 80 of checkout's 5 to 95.
    expect(rows.map(({ ownMs }) => ownMs)).toEqual([10, 20, 30, 60]);
  });

  it("marks the way that ends last", () => {
    expect(rows.filter(({ isCritical }) => isCritical).map((row) => row.span.spanId)).toEqual([
      "gate",
      "checkout",
      "payment",
    ]);
  });

  it("draws a child that goes on after its parent no longer than it took", () => {
    const [parent] = waterfallRows({ spans: [span("a", 0, 10), span("b", 5, 20, 0)], durationMs: 25 });
    expect(parent?.ownMs).toBe(5);
  });
});

describe("words of traces", () => {
  const tags = (...pairs: readonly (readonly [string, string])[]) => pairs.map(([key, value]) => ({ key, value }));

  it("tell how a span ended", () => {
    expect(endInWords({ failed: true, tags: tags(["http.status_code", "503"], ["response_flags", "UF"]) })).toMatch(
      /^503 .*connect/,
    );
    expect(endInWords({ failed: true, tags: [] })).toBe("failed");
    expect(
      endInWords({ failed: false, tags: tags(["http.status_code", "200"], ["response_flags", "-"]) }),
    ).toBeUndefined();
  });

  it("say why there may be none", () => {
    expect(noTraces("slow", 250, undefined)).toBe(
      "None that took 250 ms or longer was recorded. Proxies trace a share of the requests only.",
    );
  });

  it("says who writes no spans, where that is why there are none", () => {
    expect(whyUntraced({ protocol: "http", flags: [] })).toBeUndefined();
    expect(whyUntraced({ protocol: "tcp", flags: [] })).toBe("Proxies trace requests, and TCP has none.");
    expect(noTraces("failing", undefined, whyUntraced({ protocol: "tcp", flags: ["l4Only"] }))).toBe(
      "None that failed was recorded. A ztunnel alone sees this traffic, and ztunnels write no spans: a waypoint would.",
    );
    expect(whyUntraced({ flags: ["l4Only"] })).toContain("ztunnel");
  });
});
