import { expect, it } from "vitest";
import { fakeTelemetry } from "../../testing/fake-telemetry.ts";
import { createHistory } from "./history.ts";

const signal = new AbortController().signal;
const now = 1_700_000_000;
const historyOf = (spacing: number) => {
  const telemetry = fakeTelemetry({
    samplesWithin: async (seconds, moments) => moments.map(() => Math.floor(seconds / spacing)),
  });
  return { telemetry, history: createHistory(telemetry, () => now * 1000) };
};

it.each([
  { spacing: 5, asked: 60, trusted: 60 },
  { spacing: 5, asked: 15, trusted: 20 },
  { spacing: 15, asked: 60, trusted: 60 },
  { spacing: 15, asked: 20, trusted: 60 },
  { spacing: 60, asked: 60, trusted: 240 },
  { spacing: 60, asked: 3600, trusted: 3600 },
  { spacing: 5000, asked: 60, trusted: 60 },
])("takes $trusted s for $asked s where samples lie $spacing s apart", async ({ spacing, asked, trusted }) => {
  const { history } = historyOf(spacing);
  expect(await history.trustedWindowSeconds(asked, now - 20_000, signal)).toBe(trusted);
});

it("asks for several moments at once, and again only for those with too few samples", async () => {
  const asked: (readonly number[])[] = [];
  const telemetry = fakeTelemetry({
    samplesWithin: async (seconds, moments) => {
      asked.push(moments);
      return moments.map((at) => Math.floor(seconds / (at < now - 3600 ? 60 : 5)));
    },
  });
  const history = createHistory(telemetry, () => now * 1000);
  expect(await history.trustedWindows(60, [now - 7200, now], signal)).toEqual([240, 60]);
  expect(asked).toEqual([[now - 7200, now], [now - 7200]]);
});

it("asks once for one moment", async () => {
  const { history, telemetry } = historyOf(5);
  for (let i = 0; i < 3; i++) await history.trustedWindowSeconds(60, now, signal);
  expect(telemetry.calls.filter((call) => call === "samplesWithin")).toHaveLength(1);
});
