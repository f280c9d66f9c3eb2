import { badRequest, unsupportedMediaType } from "../status/status-error.ts";
import { envelope, type FieldKind, MAGIC, type Message, messages, RAW_FIELD } from "./messages.ts";

type Fields = Record<string, unknown>;

interface WireField {
  readonly number: number;
  /** Of a varint. */
  readonly integer: number;
  /** Of everything that has a length. */
  readonly bytes: Buffer;
}

/** The object in a body of type `application/vnd.kubernetes.protobuf`, as JSON would have it. */
export function decodeProtobuf(body: Buffer): Fields {
  if (body.toString("latin1", 0, MAGIC.length) !== MAGIC) throw badRequest("the body is not a protobuf envelope");
  const inside = body.subarray(MAGIC.length);
  const { typeMeta } = decodeMessage(inside, envelope) as { typeMeta?: { apiVersion?: string; kind?: string } };
  const kind = typeMeta?.kind ?? "";
  const message = messages[kind];
  if (!message) {
    throw unsupportedMediaType(`the demo cluster reads ${kind || "this"} as application/json, not as protobuf`);
  }
  const raw = wireFields(inside).find(({ number }) => number === RAW_FIELD)?.bytes ?? Buffer.alloc(0);
  return { apiVersion: typeMeta?.apiVersion, kind, ...decodeMessage(raw, message) };
}

function decodeMessage(bytes: Buffer, message: Message): Fields {
  const result: Fields = {};
  for (const field of wireFields(bytes)) {
    const [name, kind] = message[field.number] ?? [];
    if (name && kind) result[name] = combine(result[name], field, kind);
  }
  return result;
}

/** A field that comes again adds to a list or map. */
function combine(before: unknown, field: WireField, kind: FieldKind): unknown {
  switch (kind) {
    case "text":
      return field.bytes.toString();
    case "integer":
      return field.integer;
    case "flag":
      return field.integer !== 0;
    case "texts":
      return [...(Array.isArray(before) ? before : []), field.bytes.toString()];
    case "textMap":
    case "bytesMap": {
      const entry = wireFields(field.bytes);
      const key = entry.find(({ number }) => number === 1)?.bytes.toString() ?? "";
      const value = entry.find(({ number }) => number === 2)?.bytes ?? Buffer.alloc(0);
      return { ...(before as Fields | undefined), [key]: value.toString(kind === "textMap" ? "utf8" : "base64") };
    }
    default:
      return decodeMessage(field.bytes, kind);
  }
}

/** https://protobuf.dev/programming-guides/encoding/ */
function wireFields(bytes: Buffer): readonly WireField[] {
  const fields: WireField[] = [];
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let shift = 0; at < bytes.length; shift += 7) {
      const byte = bytes[at] ?? 0;
      at += 1;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
    throw badRequest("the protobuf body ends too early");
  };
  while (at < bytes.length) {
    const tag = varint();
    const wireType = tag & 7;
    const integer = wireType === 0 ? varint() : 0;
    const length = wireType === 2 ? varint() : wireType === 1 ? 8 : wireType === 5 ? 4 : 0;
    if (at + length > bytes.length) throw badRequest("the protobuf body ends too early");
    fields.push({ number: tag >>> 3, integer, bytes: bytes.subarray(at, at + length) });
    at += length;
  }
  return fields;
}
