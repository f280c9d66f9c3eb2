import { SerializerSelector } from "@fastify/fast-json-stringify-compiler";
import type { FastifySerializerCompiler } from "fastify";
import type { TSchema } from "typebox";

type Serialize = (answer: unknown) => string;

const compile = SerializerSelector()();
const compiled = new WeakMap<TSchema, Serialize>();

/** Writes answers as their schema says. A schema many routes answer with, as they do with problems, is compiled once. */
export const serializerCompiler: FastifySerializerCompiler<TSchema> = (route) => {
  const known = compiled.get(route.schema);
  if (known !== undefined) return known;
  const serialize: Serialize = compile({ ...route, httpStatus: route.httpStatus ?? "default" });
  compiled.set(route.schema, serialize);
  return serialize;
};
