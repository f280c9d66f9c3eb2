import { expect, it } from "vitest";
import { ask, onAsked } from "./commands.ts";

it("reaches who listens for this command, as long as they do", () => {
  const heard: string[] = [];
  const stop = onAsked("lay-out-anew", () => heard.push("map"));
  onAsked("undo-last-change", () => heard.push("undo"));
  ask("lay-out-anew");
  stop();
  ask("lay-out-anew");
  ask("undo-last-change");
  expect(heard).toEqual(["map", "undo"]);
});
