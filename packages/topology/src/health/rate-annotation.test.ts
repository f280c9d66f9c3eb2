import { describe, expect, it } from "vitest";
import { readRateAnnotation } from "./rate-annotation.ts";

function ratesOf(text: string) {
  const read = readRateAnnotation(text);
  if (!read.ok) throw new Error(read.fault);
  return read.rates;
}

describe("Kiali's rate annotation", () => {
  it("keeps its meaning: codes with X, percentages, protocol, direction, several with ;", () => {
    const [clients, servers] = ratesOf("4XX,20,30.5,http,inbound; 5xx,0,10,http|grpc,.*");
    expect(clients).toMatchObject({ codes: "4XX", degraded: 0.2, failing: 0.305, minimumFailedRequests: 0 });
    expect(clients?.counts({ code: "404", perSecond: 1 }, "http")).toBe(true);
    expect(clients?.counts({ code: "503", perSecond: 1 }, "http")).toBe(false);
    expect([clients?.appliesTo("http"), clients?.appliesTo("grpc")]).toEqual([true, false]);
    expect([clients?.appliesOn("inbound"), clients?.appliesOn("outbound")]).toEqual([true, false]);
    expect([servers?.appliesTo("grpc"), servers?.appliesOn("outbound")]).toEqual([true, true]);
    expect(servers).toMatchObject({ degraded: 0, failing: 0.1 });
  });

  it("counts gRPC by its status and no answer as -", () => {
    const [grpc] = ratesOf("^[1-9]$|^1[0-6]$,0,10,grpc,inbound");
    expect(grpc?.counts({ code: "200", grpcStatus: "14", perSecond: 1 }, "grpc")).toBe(true);
    expect(grpc?.counts({ code: "200", grpcStatus: "0", perSecond: 1 }, "grpc")).toBe(false);
    const [none] = ratesOf("^-$,0,10,http,inbound");
    expect(none?.counts({ code: "0", perSecond: 1 }, "http")).toBe(true);
  });

  it.each([
    ["", "is not code,degraded"],
    ["4XX,10,20,http", "is not code,degraded"],
    ["4XX,10,20,http,inbound;", "is not code,degraded"],
    ["4XX,ten,20,http,inbound", "percentages"],
    ["4XX,10,,http,inbound", "percentages"],
    ["4XX,10,200,http,inbound", "percentages"],
    ["4XX,30,20,http,inbound", "fails at 20 % already"],
    ["4(X,10,20,http,inbound", "pattern of codes"],
    [",10,20,http,inbound", "pattern of codes"],
    ["4XX,10,20,(,inbound", "pattern of protocols"],
    ["4XX,10,20,http,", "pattern of directions"],
    ["4XX,10,20,http,inbound;".repeat(50), "longer"],
  ])("refuses %j", (text, fault) => {
    expect(readRateAnnotation(text)).toEqual({ ok: false, fault: expect.stringContaining(fault) });
  });
});
