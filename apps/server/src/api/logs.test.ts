import { LogsSchema } from "@fyr/contract";
import { KubernetesError } from "@fyr/kubernetes";
import type { FastifyInstance } from "fastify";
import Value from "typebox/value";
import { afterEach, expect, it } from "vitest";
import { fakeCaller } from "../testing/fake-caller.ts";
import { testApp } from "../testing/test-app.ts";

type Read = ReturnType<typeof fakeCaller>["logs"];

let app: FastifyInstance;
afterEach(() => app.close());

async function logs(read: Read, query = "") {
  app = await testApp({ cluster: { name: "demo", own: fakeCaller("ada", { logs: read }) } });
  return app.inject(`/api/logs?namespace=shop&pod=cart-1${query}`);
}

it("tells lines of an access log field by field, and others as they are", async () => {
  const access =
    '[2026-11-20T03:02:00.123Z] "GET / HTTP/1.1" 503 UH no_healthy_upstream - "-" 0 19 12 - "-" "curl/8" "id-1" "cart" "-" outbound|80||cart.shop.svc.cluster.local - 10.0.0.2:80 10.0.0.1:4000 - default';
  const answer = await logs(async () => ({
    ...{ containers: ["cart", "istio-proxy"], container: "istio-proxy", truncated: true },
    lines: [{ at: "2026-11-20T03:02:00.123Z", text: access }, { text: "started" }],
  }));
  expect(Value.Errors(LogsSchema, answer.json())).toEqual([]);
  expect(answer.json().lines).toMatchObject([{ access: { code: 503, flags: "UH" } }, { text: "started" }]);
  expect(answer.json().lines[1]).not.toHaveProperty("access");
});

it("asks for ten minutes up to now, or for the span that is named, and says what the cluster refuses", async () => {
  const asked: Parameters<Read>[0][] = [];
  const refuse: Read = async (what) => {
    asked.push(what);
    throw new KubernetesError("forbidden", 'pods "cart-1" is forbidden: ada cannot get pods/log', { status: 403 });
  };
  const refused = await logs(refuse, "&container=cart&previous=true");
  expect(refused.json()).toMatchObject({
    status: 403,
    code: "forbidden",
    detail: expect.stringContaining("cannot get"),
  });
  await app.inject("/api/logs?namespace=shop&pod=cart-1&from=2026-01-01T03:00:00Z&to=2026-01-01T03:05:00Z");
  expect(asked).toMatchObject([
    { container: "cart", previous: true, tail: true },
    { from: Date.UTC(2026, 0, 1, 3) / 1000, to: Date.UTC(2026, 0, 1, 3, 5) / 1000, previous: false, tail: false },
  ]);
  expect((asked[0]?.to ?? 0) - (asked[0]?.from ?? 0)).toBeCloseTo(600, 3);
});
