import { objectIn } from "@fyr/routing";
import fc from "fast-check";
import { expect, it } from "vitest";
import { createLease, type Lease } from "./lease.ts";
import { createLeaseServer } from "./testing/lease-server.ts";

const { signal } = new AbortController();
const durationSeconds = 15;

/** Replicas with a clock of the wall each, and one time that passes for all. */
function replicas(...skewsMs: readonly number[]) {
  const server = createLeaseServer();
  let elapsedMs = 0;
  const leases = skewsMs.map((skew, place): Lease => {
    const options = { namespace: "fyr", name: "fyr-guards", identity: `replica-${place}`, durationSeconds };
    return createLease(server, options, { now: () => elapsedMs + skew, elapsed: () => elapsedMs });
  });
  const pass = (seconds: number) => {
    elapsedMs += seconds * 1000;
  };
  return { server, leases, pass };
}

function pair(skewMs = 0) {
  const { server, leases, pass } = replicas(0, skewMs);
  const [first, second] = leases;
  if (first === undefined || second === undefined) throw new Error("two were asked for");
  return { server, first, second, pass };
}

it("is held by the first, who tells the others what was noted", async () => {
  const { server, first, second } = pair();
  expect(await first.hold("seen", signal)).toEqual({ isHeld: true, notes: "seen" });
  expect(await second.hold("else", signal)).toEqual({ isHeld: false, notes: "seen" });
  expect(second.remainingMs()).toBe(0);
  expect(objectIn(server.stored(), "spec")).toMatchObject({
    holderIdentity: "replica-0",
    leaseDurationSeconds: durationSeconds,
    leaseTransitions: 0,
    renewTime: "1970-01-01T00:00:00.000000Z",
  });
});

it("is taken over when its holder has shown no life for its duration, however wrong the clocks are", async () => {
  const { server, first, second, pass } = pair(-86_400_000);
  await first.hold("", signal);
  await second.hold("", signal);
  pass(14);
  expect((await second.hold("", signal)).isHeld).toBe(false);
  expect(first.remainingMs()).toBe(0);
  pass(1);
  expect((await second.hold("", signal)).isHeld).toBe(true);
  expect(objectIn(server.stored(), "spec")["leaseTransitions"]).toBe(1);
  expect((await first.hold("", signal)).isHeld).toBe(false);
});

it("stays where it is renewed", async () => {
  const { first, second, pass } = pair();
  for (let turn = 0; turn < 20; turn++) {
    expect((await first.hold("", signal)).isHeld).toBe(true);
    expect((await second.hold("", signal)).isHeld).toBe(false);
    pass(5);
  }
});

it("goes to the next at once when it is released", async () => {
  const { first, second } = pair();
  await first.hold("", signal);
  await first.release(signal);
  expect(first.remainingMs()).toBe(0);
  expect((await second.hold("", signal)).isHeld).toBe(true);
  await first.release(signal);
  expect(second.remainingMs()).toBeGreaterThan(0);
});

it("is never held by two, whoever tries, renews, dies or waits when", async () => {
  const step = fc.record({
    tries: fc.uniqueArray(fc.integer({ min: 0, max: 2 }), { minLength: 1 }),
    seconds: fc.double({ min: 0, max: 20, noNaN: true }),
    releases: fc.option(fc.integer({ min: 0, max: 2 }), { freq: 8 }),
  });
  const skew = fc.integer({ min: -1e9, max: 1e9 });
  await fc.assert(
    fc.asyncProperty(fc.tuple(skew, skew, skew), fc.array(step, { maxLength: 30 }), async (skews, steps) => {
      const { leases, pass } = replicas(...skews);
      for (const { tries, seconds, releases } of steps) {
        await Promise.all(tries.map((place) => leases[place]?.hold("", signal)));
        if (releases !== null) await leases[releases]?.release(signal);
        expect(leases.filter((lease) => lease.remainingMs() > 0).length).toBeLessThanOrEqual(1);
        pass(seconds);
        expect(leases.filter((lease) => lease.remainingMs() > 0).length).toBeLessThanOrEqual(1);
      }
    }),
  );
});
