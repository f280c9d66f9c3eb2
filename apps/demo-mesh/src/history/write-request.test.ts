import { expect, it } from "vitest";
import { snappyFrame } from "./snappy.ts";
import { encodeLabels, encodeWriteRequest, STALE } from "./write-request.ts";

it("encodes a series as the remote-write protocol has it", () => {
  const labels = encodeLabels({ __name__: "up", a: "b" });

  const series = [
    ...[0x0a, 0x0e, 0x0a, 0x08, ...Buffer.from("__name__"), 0x12, 0x02, ...Buffer.from("up")],
    ...[0x0a, 0x06, 0x0a, 0x01, ...Buffer.from("a"), 0x12, 0x01, ...Buffer.from("b")],
    ...[0x12, 0x0c, 0x09, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f, 0x10, 0x80, 0x01], // 1.0 at 128 ms
  ];
  expect([...encodeWriteRequest([{ labels, values: [1], from: 0 }], [128])]).toEqual([0x0a, series.length, ...series]);
});

it("gives a series that begins later the later moments", () => {
  const labels = encodeLabels({ __name__: "up" });

  const late = encodeWriteRequest([{ labels, values: [1], from: 1 }], [128, 129]);
  expect(late).toEqual(encodeWriteRequest([{ labels, values: [1], from: 0 }], [129]));
});

it("marks the end of a series as Prometheus does, which is no number of its own", () => {
  const request = encodeWriteRequest([{ labels: encodeLabels({ __name__: "up" }), values: [STALE], from: 0 }], [128]);

  expect(request.subarray(-11, -3)).toEqual(Buffer.from([0x02, 0, 0, 0, 0, 0, 0xf0, 0x7f]));
});

it("sorts labels by name", () => {
  expect(encodeLabels({ b: "2", a: "1" })).toEqual(encodeLabels({ a: "1", b: "2" }));
});

it.each([0, 1, 65_536, 65_537, 200_000])("wraps %i bytes so that a reader of snappy gets them back", (length) => {
  const bytes = Uint8Array.from({ length }, (_, at) => at % 251);

  expect(unwrapped(snappyFrame(bytes))).toEqual(bytes);
});

/** A reader of snappy that knows literals alone. */
function unwrapped(frame: Uint8Array): Uint8Array {
  let at = 0;
  let length = 0;
  for (let shift = 0; ; shift += 7) {
    const byte = frame[at++] ?? 0;
    length += (byte & 127) * 2 ** shift;
    if (byte < 128) break;
  }
  const out: number[] = [];
  while (at < frame.length) {
    expect(frame[at]).toBe(61 << 2);
    const size = (frame[at + 1] ?? 0) + 256 * (frame[at + 2] ?? 0) + 1;
    for (let nth = 0; nth < size; nth += 1) out.push(frame[at + 3 + nth] ?? 0);
    at += 3 + size;
  }
  expect(out.length).toBe(length);
  return Uint8Array.from(out);
}
