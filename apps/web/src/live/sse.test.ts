import * as fc from "fast-check";
import { expect, it } from "vitest";
import { createEventParser } from "./sse.ts";

const stream =
  ': hello\n\nevent: snapshot\ndata: {"a":1}\n\nevent: diff\r\ndata: {"b":\r\ndata: 2}\r\n\r\ndata:bare\n\n';
const events = [
  { event: "snapshot", data: '{"a":1}' },
  { event: "diff", data: '{"b":\n2}' },
  { event: "message", data: "bare" },
];

it("reads the same events however the bytes are cut", () =>
  fc.assert(
    fc.property(fc.array(fc.nat(stream.length)), (cuts) => {
      const parse = createEventParser();
      const places = [0, ...cuts.toSorted((a, b) => a - b), stream.length];
      const chunks = places.slice(1).map((end, index) => stream.slice(places[index], end));
      expect(chunks.flatMap((chunk) => parse(chunk))).toEqual(events);
    }),
  ));

it("keeps an event back until it is whole", () => {
  const parse = createEventParser();
  expect(parse("event: stale\ndata: {}\n")).toEqual([]);
  expect(parse("\n")).toEqual([{ event: "stale", data: "{}" }]);
});
