import { expect, it } from "vitest";
import { csrfWord } from "./csrf-word.ts";

it("is that of this Fyr, not of another on the same machine", () => {
  const cookie = "theme=dark; fyr-csrf-4490=other; fyr-csrf-4480=own";
  expect(csrfWord({ cookie }, { port: "4480" })).toBe("own");
  expect(csrfWord({ cookie: "fyr-csrf=own" }, { port: "" })).toBe("own");
});

it("is none where nobody signed in", () => {
  expect(csrfWord({ cookie: "" }, { port: "4480" })).toBeUndefined();
  expect(csrfWord({ cookie: "fyr-csrf-4480=" }, { port: "4480" })).toBeUndefined();
});
