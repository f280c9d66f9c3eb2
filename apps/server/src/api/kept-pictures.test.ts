import { gunzipSync } from "node:zlib";
import { expect, it } from "vitest";
import type { MomentQuery } from "../observer/moment-query.ts";
import { createKeptPictures } from "./kept-pictures.ts";

const never = new AbortController().signal;

function picturesOf({ isFinal = true, limitBytes = 1_000_000 } = {}) {
  const asked: MomentQuery[] = [];
  const written = async (query: MomentQuery) => {
    asked.push(query);
    return { json: JSON.stringify({ nth: asked.length }), isFinal };
  };
  return { asked, kept: createKeptPictures({ written }, limitBytes) };
}

it("asks once for a picture that never changes, and sends the same bytes again", async () => {
  const { asked, kept } = picturesOf();
  const first = await kept.bytesOf({ at: 1 }, true, never);
  expect(await kept.bytesOf({ at: 1 }, true, never)).toBe(first);
  expect(gunzipSync(first).toString()).toBe('{"nth":1}');
  expect((await kept.bytesOf({ at: 1 }, false, never)).toString()).toBe('{"nth":1}');
  expect(asked).toEqual([{ at: 1 }]);
});

it("tells one moment, window, grain and scope from another, in whatever order names come", async () => {
  const { asked, kept } = picturesOf();
  const queries: MomentQuery[] = [
    { at: 1 },
    { at: 2 },
    { at: 1, windowSeconds: 300 },
    { at: 1, grain: "service" },
    { at: 1, serviceNodes: true },
    { at: 1, namespaces: ["a", "b"] },
    { at: 1, namespaces: ["b", "a"] },
  ];
  for (const query of queries) await kept.bytesOf(query, true, never);
  expect(asked).toHaveLength(6);
});

it("asks again for what may still change, and for what there was no room for", async () => {
  for (const { asked, kept } of [picturesOf({ isFinal: false }), picturesOf({ limitBytes: 10 })]) {
    await kept.bytesOf({ at: 1 }, true, never);
    await kept.bytesOf({ at: 1 }, true, never);
    expect(asked).toHaveLength(2);
  }
});
