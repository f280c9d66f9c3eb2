import { type Timeline, TimelineSchema } from "@fyr/contract";
import type { FastifyInstance } from "fastify";
import Value from "typebox/value";
import { afterEach, expect, it } from "vitest";
import { fakeTelemetry } from "../testing/fake-telemetry.ts";
import { testApp } from "../testing/test-app.ts";

let app: FastifyInstance;
afterEach(() => app.close());

const span = "from=2026-01-01T03:00:00Z&to=2026-01-01T05:00:00Z";
const at = (time: string) => Date.parse(`2026-01-01T${time}Z`) / 1000;

it("tells what metrics know of a span in the past, also of what began before it, and not of what ended before", async () => {
  const telemetry = fakeTelemetry({
    happenings: async () => ({
      steal: [
        { host: "node-a", from: at("02:30:00"), until: at("03:10:00"), ratio: 0.3 },
        { host: "node-b", from: at("02:30:00"), until: at("02:50:00"), ratio: 0.3 },
      ],
      restarts: [{ namespace: "shop", pod: "cart-1", at: at("04:00:00") }],
      oomKills: [],
      alerts: [],
    }),
  });
  app = await testApp({ telemetry });
  const timeline: Timeline = (await app.inject(`/api/timeline?${span}`)).json();
  expect(Value.Errors(TimelineSchema, timeline)).toEqual([]);
  expect(timeline.markers).toMatchObject([
    { kind: "cpu-steal", host: "node-a", to: "30 %" },
    { kind: "pod-restart", at: "2026-01-01T04:00:00.000Z" },
  ]);
  const shop: Timeline = (await app.inject(`/api/timeline?${span}&namespaces=shop`)).json();
  expect(shop.markers.map(({ kind }) => kind)).toEqual(["pod-restart"]);
});

it("says what it could not read, and tells the rest", async () => {
  const silent = async () => Promise.reject(new Error("No answer from Prometheus."));
  app = await testApp({ telemetry: fakeTelemetry({ happenings: silent }) });
  const answer = await app.inject(`/api/timeline?${span}`);
  expect(answer.statusCode).toBe(200);
  expect(answer.json()).toMatchObject({
    markers: [],
    warnings: ["Prometheus told nothing: No answer from Prometheus."],
  });
});
