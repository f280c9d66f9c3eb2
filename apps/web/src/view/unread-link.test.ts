import { describe, expect, it } from "vitest";
import { unreadParams } from "./unread-link.ts";
import { unreadInWords } from "./unread-words.ts";
import { defaultView, parseView } from "./url.ts";

describe("a link", () => {
  it.each([
    { search: { at: "foo", window: "abc" }, unread: ["at", "window"] },
    { search: { at: "2" }, unread: ["at"] },
    { search: { at: "2026-11-20T03:02:00Z", window: "300", as: "table" }, unread: [] },
    { search: { at: "1795143720" }, unread: [] },
    { search: { window: "60", labels: "smart", as: "map", timeline: "10800" }, unread: [] },
    { search: { sel: "pod:a", view: "1,2", ns: "," }, unread: ["sel", "view", "ns"] },
    { search: { closed: "shop", open: "" }, unread: [] },
    { search: { rule: "what others say", at: "" }, unread: [] },
  ])("$search leaves unread: $unread", ({ search, unread }) => {
    expect(unreadParams(search as Record<string, string>)).toEqual(unread);
  });

  it("may say its moment in Unix seconds, as the API does, and in no shorter way", () => {
    expect(parseView({ at: "1795143720" }).at).toBe("2026-11-20T03:02:00.000Z");
    expect(parseView({ at: "2" })).toEqual(defaultView);
  });

  it("says what could not be read, and what is shown for it", () => {
    expect(unreadInWords(["at"])).toBe("The link's moment could not be read; showing live.");
    expect(unreadInWords(["at", "window"])).toBe(
      "The link's moment and window could not be read; showing live and the last 1 min.",
    );
  });
});
