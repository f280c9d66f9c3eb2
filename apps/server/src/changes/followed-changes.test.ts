import type { ChangeId, RouteChange } from "@fyr/contract";
import type { KubernetesObject, RecordedChange } from "@fyr/routing";
import { expect, it, vi } from "vitest";
import type { ChangesDependencies } from "./dependencies.ts";
import { createFollowedChanges } from "./followed-changes.ts";

const at = Date.UTC(2026, 10, 20, 3, 0, 0);
const payment: KubernetesObject = {
  apiVersion: "networking.istio.io/v1",
  kind: "VirtualService",
  metadata: { namespace: "payments", name: "payment" },
  spec: {},
};

const change = (id: string): RecordedChange => ({
  id: id as ChangeId,
  rule: { protocol: "http", index: 0 },
  before: [],
  after: [],
  by: "mats",
  at: new Date(at).toISOString(),
  moves: [],
});

/** Follows changes of an object that no longer has the rule: every watch ends at its first look. */
function following(ageMs: number) {
  const pushes = vi.fn(async () => at / 1000 + 1);
  const dependencies = {
    cluster: { own: { routes: { read: async () => payment } } },
    telemetry: { lastPush: pushes },
    now: () => at + ageMs,
    wait: async () => undefined,
    onMishap: (error: unknown) => {
      throw error;
    },
  };
  const followed = createFollowedChanges(dependencies as unknown as ChangesDependencies, {
    everyMs: 1,
    patienceMs: 120_000,
  });
  const heard: RouteChange[] = [];
  followed.subscribe((one) => heard.push(one));
  return { followed, heard, pushes };
}

it("watches a young change once, however often it is asked for", async () => {
  const { followed, heard, pushes } = following(1_000);
  expect(followed.withStatus(payment, change("a")).status).toEqual({ phase: "accepted" });
  followed.withStatus(payment, change("a"));
  await expect.poll(() => heard.at(-1)?.status.phase).toBe("not-observed");
  followed.withStatus(payment, change("a"));
  expect(pushes).toHaveBeenCalledTimes(1);
  expect(followed.withStatus(payment, change("a"))).toMatchObject({
    pushedAt: "2026-11-20T03:00:01.000Z",
    status: { phase: "not-observed", reason: "changed-since" },
  });
});

it("finds out what came of an old one without asking when it was pushed", async () => {
  const { followed, heard, pushes } = following(3_600_000);
  followed.withStatus(payment, change("a"));
  followed.withStatus(payment, change("b"));
  await expect.poll(() => heard.map(({ id }) => id)).toEqual(["a", "b"]);
  expect(pushes).not.toHaveBeenCalled();
});

it("watches nothing once it is closed", async () => {
  const { followed, heard } = following(1_000);
  followed.close();
  expect(followed.withStatus(payment, change("a")).status).toEqual({ phase: "accepted" });
  await new Promise((resolve) => setImmediate(resolve));
  expect(heard).toEqual([]);
});
