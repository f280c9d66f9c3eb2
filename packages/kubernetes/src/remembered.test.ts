import { expect, it } from "vitest";
import { KubernetesError } from "./kubernetes-error.ts";
import { createRemembered } from "./remembered.ts";

const away = new KubernetesError("kubernetes_unavailable", "No answer.");
const refused = new KubernetesError("unauthorized", "Not accepted.");

function remembering() {
  let now = 0;
  let next: () => Promise<boolean> = async () => true;
  let asked = 0;
  const remembered = createRemembered<boolean>(() => now);
  return {
    answers: (made: () => Promise<boolean>) => {
      next = made;
    },
    pass: (ms: number) => {
      now += ms;
    },
    ask: () =>
      remembered("a", () => {
        asked += 1;
        return next();
      }),
    asked: () => asked,
  };
}

it("asks once a minute", async () => {
  const { ask, asked, pass } = remembering();
  expect([await ask(), await ask(), asked()]).toEqual([true, true, 1]);
  pass(60_000);
  await ask();
  expect(asked()).toBe(2);
});

it("lets the last answer stand while nobody answers, and asks again soon", async () => {
  const { ask, asked, pass, answers } = remembering();
  await ask();
  pass(60_000);
  answers(() => Promise.reject(away));
  expect(await ask()).toBe(true);
  pass(3_000);
  answers(async () => false);
  expect([await ask(), asked()]).toEqual([false, 3]);
});

it("forgets who is not accepted any more", async () => {
  const { ask, pass, answers } = remembering();
  await ask();
  pass(60_000);
  answers(() => Promise.reject(refused));
  await expect(ask()).rejects.toBe(refused);
  await expect(ask()).rejects.toBe(refused);
});

it("remembers no failure", async () => {
  const { ask, answers } = remembering();
  answers(() => Promise.reject(away));
  await expect(ask()).rejects.toBe(away);
  answers(async () => true);
  expect(await ask()).toBe(true);
});
