import type { Capabilities } from "@fyr/contract";
import { expect, it } from "vitest";
import { sourceTitle } from "./source-title.ts";

const known: Capabilities = {
  version: "0.1.0",
  provider: "istio",
  readOnly: false,
  cluster: { connected: true, name: "north" },
  prometheus: { version: "2.42.0" },
  refreshSeconds: 5,
  defaultWindowSeconds: 60,
  minimumWindowSeconds: 20,
};

it("says what is read and how often", () => {
  expect(sourceTitle({ name: "prometheus", status: "ok" }, known)).toBe(
    "Prometheus answers (2.42.0): Istio's metrics, looked at every 5 s",
  );
  expect(sourceTitle({ name: "kubernetes", status: "ok" }, known)).toBe("Kubernetes answers: north");
});

it("says which series are read, and what recording rules would save", () => {
  const title = (read: Parameters<typeof sourceTitle>[2]) =>
    sourceTitle({ name: "prometheus", status: "ok" }, known, read);
  expect(title({ source: "recorded" })).toMatch(/, from recorded series$/);
  expect(title({ source: "held" })).toMatch(/, put together from what was measured while live$/);
  expect(title({ source: "raw", seriesPerRow: 1 })).toMatch(/, from raw series$/);
  expect(title({ source: "raw", seriesPerRow: 5 })).toMatch(
    /, from raw series\. With the recording rules of deploy\/prometheus a look would read about 5× fewer$/,
  );
});

it("says only how it is while no more is known", () => {
  expect(sourceTitle({ name: "prometheus", status: "ok" })).toBe("Prometheus answers");
  expect(sourceTitle({ name: "kubernetes", status: "off" }, known)).toBe("Kubernetes not connected");
});

it("leaves the word to a source that has something to say", () => {
  const message = "Nobody is at prometheus:9090.";
  expect(sourceTitle({ name: "prometheus", status: "stale", message }, known)).toBe(message);
});
