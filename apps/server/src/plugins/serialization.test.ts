import Type from "typebox";
import { expect, it } from "vitest";
import { serializerCompiler } from "./serialization.ts";

const shape = Type.Object({ name: Type.String() });
const writerOf = (url: string, schema = shape) => serializerCompiler({ schema, url, method: "GET", httpStatus: "200" });

it("writes what the schema has, and nothing beside it", () => {
  expect(writerOf("/a")({ name: "cart", token: "s3cret" })).toBe('{"name":"cart"}');
});

it("compiles a schema once, however many routes answer with it", () => {
  expect(writerOf("/b")).toBe(writerOf("/a"));
  expect(writerOf("/a", Type.Object({ name: Type.String() }))).not.toBe(writerOf("/a"));
});
