import { expect, it } from "vitest";
import { createTurns } from "./turns.ts";

it("lets one after another, and those with another key at once", async () => {
  const turns = createTurns();
  const said: string[] = [];
  const gate = Promise.withResolvers<void>();
  const first = turns.take("payment", async () => {
    said.push("first begins");
    await gate.promise;
    said.push("first ends");
  });
  const second = turns.take("payment", async () => said.push("second"));
  await turns.take("billing", async () => said.push("billing"));
  expect(said).toEqual(["first begins", "billing"]);
  gate.resolve();
  await Promise.all([first, second]);
  expect(said).toEqual(["first begins", "billing", "first ends", "second"]);
});

it("goes on after one that failed, which fails for itself alone", async () => {
  const turns = createTurns();
  const failing = turns.take("payment", async () => {
    throw new Error("no");
  });
  const next = turns.take("payment", async () => "yes");
  await expect(failing).rejects.toThrow("no");
  expect(await next).toBe("yes");
});
