import { expect, it } from "vitest";
import { listenAt } from "./listen.ts";

const taken = (ports: readonly number[]) => async (at: { host: string; port: number }) => {
  if (ports.includes(at.port)) throw Object.assign(new Error("taken"), { code: "EADDRINUSE" });
  return `http://${at.host}:${at.port}`;
};

it("steps over taken ports when none was asked for", async () => {
  const at = { host: "127.0.0.1", port: { number: 4480, explicit: false } };
  expect(await listenAt(taken([4480, 4481]), at)).toBe("http://127.0.0.1:4482");
});

it("says in a sentence that the port asked for is taken", async () => {
  const at = { host: "127.0.0.1", port: { number: 4480, explicit: true } };
  await expect(listenAt(taken([4480]), at)).rejects.toThrow("Port 4480 is taken by another program.");
});

it.each([
  ["EACCES", "may not be used"],
  ["EADDRNOTAVAIL", "has no address"],
  ["EWHATEVER", "cannot listen"],
])("has words for %s", async (code, words) => {
  const listen = () => Promise.reject(Object.assign(new Error("why"), { code }));
  await expect(listenAt(listen, { host: "h", port: { number: 1, explicit: false } })).rejects.toThrow(words);
});
