import type { FocusDepth } from "../../view/view-state.ts";

/** How many calls away, in the order of the keys 1, 2, 3. */
export const depthChoices: readonly { readonly value: FocusDepth; readonly name: string }[] = [
  { value: "1", name: "1" },
  { value: "2", name: "2" },
  { value: "all", name: "all" },
];
