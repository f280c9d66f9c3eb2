import { describe, expect, it } from "vitest";
import { createTurnstile } from "./turnstile.ts";

describe("a turnstile", () => {
  it("lets the next one in when one leaves, in order", async () => {
    const { enter } = createTurnstile(1);
    const order: string[] = [];
    const leave = await enter();
    const second = enter().then((done) => {
      order.push("second");
      done();
    });
    const third = enter().then((done) => {
      order.push("third");
      done();
    });
    expect(order).toEqual([]);
    leave();
    await Promise.all([second, third]);
    expect(order).toEqual(["second", "third"]);
  });

  it("counts a leaver once, however often it says so", async () => {
    const { enter } = createTurnstile(1);
    const leave = await enter();
    leave();
    leave();
    await enter();
    const turn = new AbortController();
    const waiting = enter(turn.signal);
    turn.abort(new Error("enough"));
    await expect(waiting).rejects.toThrow("enough");
  });

  it("passes over those who gave up waiting", async () => {
    const { enter } = createTurnstile(1);
    const leave = await enter();
    const gone = new AbortController();
    const given = enter(gone.signal);
    const next = enter();
    gone.abort(new Error("gone"));
    await expect(given).rejects.toThrow("gone");
    leave();
    await expect(next).resolves.toBeTypeOf("function");
  });

  it("does not let in who has already given up", async () => {
    await expect(createTurnstile(1).enter(AbortSignal.abort(new Error("late")))).rejects.toThrow("late");
  });
});
