import { expect, it } from "vitest";
import { titleOf } from "./use-document-title.ts";

it.each([
  { failing: 2, degraded: 1, title: "● 2 failing · Fyr" },
  { failing: 0, degraded: 1, title: "▲ 1 degraded · Fyr" },
  { failing: 0, degraded: 0, title: "Fyr" },
])("the tab says $title", ({ failing, degraded, title }) => expect(titleOf(failing, degraded)).toBe(title));
