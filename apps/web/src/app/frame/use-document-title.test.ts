import { expect, it } from "vitest";
import { titleOf } from "./use-document-title.ts";

it.each([
  { failing: 2, degraded: 1, title: "● 2 failing · Fyr" },
  { failing: 0, degraded: 1, title: "▲ 1 degraded · Fyr" },
  { failing: 0, degraded: 0, title: "Fyr" },
  { failing: 2, degraded: 1, when: "Thu 16:42", title: "Past Thu 16:42 · ● 2 failing · Fyr" },
  { failing: 0, degraded: 0, when: "03:02", title: "Past 03:02 · Fyr" },
])("the tab says $title", ({ failing, degraded, when, title }) => expect(titleOf(failing, degraded, when)).toBe(title));
