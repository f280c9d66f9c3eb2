import { describe, expect, it } from "vitest";
import { decodeProtobuf } from "./decode.ts";

type Value = string | number | Buffer;

function message(...fields: readonly (readonly [number, Value])[]): Buffer {
  return Buffer.concat(
    fields.map(([number, value]) => {
      if (typeof value === "number") return Buffer.from([number << 3, ...varint(value)]);
      const bytes = Buffer.from(value);
      return Buffer.from([(number << 3) | 2, ...varint(bytes.length), ...bytes]);
    }),
  );
}

const varint = (value: number): readonly number[] =>
  value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];

function envelope(kind: string, raw: Buffer): Buffer {
  const typeMeta = message([1, "v1"], [2, kind]);
  return Buffer.concat([Buffer.from("k8s\0"), message([1, typeMeta], [2, raw])]);
}

describe("protobuf bodies", () => {
  it("become what JSON would have said", () => {
    const labels = (key: string, value: string) => message([1, key], [2, value]);
    const metadata = message(
      [1, "fresh"],
      [8, message()],
      [11, labels("team", "pay")],
      [11, labels("tier", "x".repeat(200))],
    );
    expect(decodeProtobuf(envelope("Namespace", message([1, metadata], [2, message([1, "kubernetes"])])))).toEqual({
      apiVersion: "v1",
      kind: "Namespace",
      metadata: { name: "fresh", labels: { team: "pay", tier: "x".repeat(200) } },
      spec: { finalizers: ["kubernetes"] },
    });
  });

  it("carry numbers, flags and bytes", () => {
    expect(decodeProtobuf(envelope("Scale", message([2, message([1, 300])])))).toMatchObject({
      spec: { replicas: 300 },
    });
    const secret = message([2, message([1, "key"], [2, Buffer.from([0, 255])])], [5, 1]);
    expect(decodeProtobuf(envelope("Secret", secret))).toMatchObject({ data: { key: "AP8=" }, immutable: true });
  });

  it("are refused when they are cut off, something else, or of a kind that is not read", () => {
    expect(() => decodeProtobuf(Buffer.from("{}"))).toThrow("not a protobuf envelope");
    expect(() => decodeProtobuf(envelope("Namespace", message([1, "abc"])).subarray(0, -1))).toThrow("ends too early");
    expect(() => decodeProtobuf(envelope("Deployment", message()))).toThrow("reads Deployment as application/json");
  });
});
