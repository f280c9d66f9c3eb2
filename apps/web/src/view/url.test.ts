import { grains } from "@fyr/topology";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { patched } from "./patch.ts";
import { parseSearch, stringifySearch } from "./search-text.ts";
import { defaultView, parseView, serialiseView, withView } from "./url.ts";
import { focusDepths, labelChoices, timelineLengths, usualTimelineSeconds, type ViewState } from "./view-state.ts";

const name = fc.stringMatching(/^[a-z]([-a-z0-9]{0,8}[a-z0-9])?$/);
const nodeId = fc.tuple(name, name).map((parts) => `workload/${parts.join("/")}`);
const expression = fc.string({ minLength: 1, maxLength: 20 }).filter((text) => text.trim() !== "");
const moment = fc
  .date({ min: new Date("2020-01-01"), max: new Date("2030-01-01"), noInvalidDate: true })
  .map((date) => date.toISOString());
const anyView: fc.Arbitrary<ViewState> = fc.record(
  {
    at: moment,
    windowSeconds: fc.integer({ min: 1, max: 604_800 }),
    namespaces: fc.uniqueArray(name, { minLength: 1, maxLength: 4 }),
    selection: fc.record({
      type: fc.constantFrom("edge", "node", "namespace"),
      id: fc.string({ minLength: 1, maxLength: 30, unit: "grapheme" }),
    }),
    labels: fc.constantFrom(...labelChoices),
    grain: fc.constantFrom(...grains),
    serviceNodes: fc.constant(true as const),
    as: fc.constantFrom("map", "table"),
    viewport: fc.record({
      x: fc.integer({ min: -5000, max: 5000 }),
      y: fc.integer({ min: -5000, max: 5000 }),
      zoom: fc.integer({ min: 1, max: 4000 }).map((thousandths) => thousandths / 1000),
    }),
    folding: fc.oneof(
      fc.record(
        { open: fc.uniqueArray(name, { maxLength: 3 }), part: fc.uniqueArray(name, { minLength: 1, maxLength: 3 }) },
        { requiredKeys: ["open"] },
      ),
      fc.record({ closed: fc.uniqueArray(name, { maxLength: 3 }) }),
    ),
    find: expression,
    hide: expression,
    focus: fc.oneof(
      fc.record({ around: nodeId, depth: fc.constantFrom(...focusDepths) }),
      fc.record({ from: nodeId, to: nodeId }),
    ),
    timeline: fc
      .record(
        { lengthSeconds: fc.constantFrom(...timelineLengths), until: moment },
        { requiredKeys: ["lengthSeconds"] },
      )
      .filter(({ lengthSeconds, until }) => until !== undefined || lengthSeconds !== usualTimelineSeconds),
    kiosk: fc.integer({ min: 5, max: 600 }),
  },
  { requiredKeys: ["windowSeconds", "labels", "grain", "as"] },
);

describe("the address", () => {
  it("carries any view there and back", () =>
    fc.assert(
      fc.property(anyView, (view) => {
        expect(parseView(parseSearch(stringifySearch(serialiseView(view))))).toEqual(view);
      }),
    ));

  it("says nothing for what is as usual", () => {
    expect(stringifySearch(serialiseView(defaultView))).toBe("");
  });

  it.each([
    { search: { at: "yesterday" } },
    { search: { window: "0" } },
    { search: { window: "1e9" } },
    { search: { window: "soon" } },
    { search: { ns: "," } },
    { search: { sel: "pod:a" } },
    { search: { sel: "edge:" } },
    { search: { labels: "p42" } },
    { search: { as: "poem" } },
    { search: { view: "1,2" } },
    { search: { view: "1,2,-1" } },
    { search: { view: "a,b,c" } },
    { search: { timeline: "10800" } },
    { search: { timeline: "90" } },
    { search: { timeline: "21600,soon" } },
    { search: { timeline: "21600,2026-11-20T03:02:00Z,1" } },
    { search: { open: "" } },
    { search: { closed: "" } },
    { search: { find: " " } },
    { search: { focus: "3:workload/a" } },
    { search: { focus: "paths:workload/a" } },
    { search: { focus: "2:" } },
    { search: { unheardOf: "1" } },
    { search: { kiosk: "2" } },
    { search: { kiosk: "off" } },
  ])("passes over what it does not understand: $search", ({ search }) => {
    expect(parseView(search)).toEqual(defaultView);
  });

  it.each(["?kiosk", "?kiosk=", "?kiosk=on", "?kiosk=15"])("opens the kiosk by %s, and keeps it open", (text) => {
    const view = parseView(parseSearch(text));
    expect(view.kiosk).toBe(15);
    expect(stringifySearch(serialiseView(view))).toBe("?kiosk=on");
  });

  it("reads other zones as the same instant", () => {
    expect(parseView({ at: "2026-11-20T04:02:00+01:00" }).at).toBe("2026-11-20T03:02:00.000Z");
  });

  it("leaves parameters of others alone", () => {
    const view = { ...defaultView, as: "table" } as const;
    expect(withView({ rule: "2", as: "map", at: "2026-11-20T03:02:00.000Z" }, view)).toEqual({
      rule: "2",
      as: "table",
    });
  });

  it("reads well in a chat", () => {
    const view: ViewState = { ...defaultView, namespaces: ["payments", "shop"], viewport: { x: 10, y: -4, zoom: 1.5 } };
    expect(stringifySearch(serialiseView(view))).toBe("?ns=payments,shop&view=10,-4,1.5");
    expect(stringifySearch(serialiseView({ ...defaultView, find: "ns = shop and !mtls" }))).toBe(
      "?find=ns+=+shop+and+!mtls",
    );
  });
});

describe("patched", () => {
  it("changes nothing without a patch", () =>
    fc.assert(
      fc.property(anyView, (view) => {
        expect(patched(view, {})).toEqual(view);
      }),
    ));

  it("takes away what is set to undefined", () => {
    const view: ViewState = { ...defaultView, at: "2026-11-20T03:02:00.000Z", selection: { type: "node", id: "a" } };
    expect(patched(view, { at: undefined, selection: undefined })).toEqual(defaultView);
  });
});
