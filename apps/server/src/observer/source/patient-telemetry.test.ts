import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { hoursTimes, patientTelemetry } from "./patient-telemetry.ts";
import type { LookingTelemetry } from "./telemetry.ts";

const timeoutMs = 10_000;
const silent = () => new Promise<never>(() => undefined);
const hanging = patientTelemetry(
  { traffic: silent, meshHistory: silent, version: silent } as unknown as LookingTelemetry,
  timeoutMs,
);

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

describe("waiting for Prometheus", () => {
  it("ends for what looks over hours of the whole mesh later than for a look", async () => {
    const ended: string[] = [];
    const history = hanging.meshHistory({} as never).catch((error: Error) => ended.push(error.message));
    const look = hanging.traffic({} as never).catch((error: Error) => ended.push(error.message));
    await vi.advanceTimersByTimeAsync(timeoutMs);
    expect(ended).toEqual(["Prometheus did not answer within 10 s."]);
    await vi.advanceTimersByTimeAsync((hoursTimes - 1) * timeoutMs);
    expect(ended).toEqual(["Prometheus did not answer within 10 s.", "Prometheus did not answer within 30 s."]);
    await Promise.all([look, history]);
  });
});
