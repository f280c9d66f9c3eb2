import { expect, it } from "vitest";
import { tokenIn } from "./token-in.ts";

it.each([
  ["eyJh.b.c", "eyJh.b.c"],
  ["  eyJh.b.c\n", "eyJh.b.c"],
  ["eyJh.b\n  .c", "eyJh.b.c"],
  ["Bearer eyJh.b.c", "eyJh.b.c"],
  ["Authorization: Bearer eyJh.b.c", "eyJh.b.c"],
  ["bearer-of-a-token", "bearer-of-a-token"],
  [" ", ""],
])("of %j the token is %j", (pasted, token) => {
  expect(tokenIn(pasted)).toBe(token);
});
