import { expect, it } from "vitest";
import { zoomFactor } from "./wheel-zoom.ts";

const wheel = { deltaMode: 0, ctrlKey: false };

it.each([
  { what: "a notch away zooms in by a fifth", event: { ...wheel, deltaY: -100 }, factor: 1.197 },
  { what: "a notch back undoes it", event: { ...wheel, deltaY: 100 }, factor: 1 / 1.197 },
  { what: "a notch told in lines is as much", event: { ...wheel, deltaY: -6, deltaMode: 1 }, factor: 1.189 },
  { what: "a touchpad's small step is a small zoom", event: { ...wheel, deltaY: -4 }, factor: 1.007 },
  { what: "a pinch follows the fingers", event: { ...wheel, deltaY: -4, ctrlKey: true }, factor: 1.041 },
  { what: "a notch with Ctrl held is no pinch", event: { ...wheel, deltaY: -100, ctrlKey: true }, factor: 1.197 },
  { what: "a fling does not throw the map away", event: { ...wheel, deltaY: -5000 }, factor: 1.54 },
])("$what", ({ event, factor }) => {
  expect(zoomFactor(event)).toBeCloseTo(factor, 2);
});
