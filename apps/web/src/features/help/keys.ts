export interface KeyGroup {
  readonly name: string;
  readonly keys: readonly { readonly press: readonly string[]; readonly does: string }[];
}

/** What each key does, as shown to people. */
export const keyGroups: readonly KeyGroup[] = [
  {
    name: "Anywhere",
    keys: [
      { press: ["/", "Ctrl K"], does: "Find or do anything" },
      { press: ["?"], does: "This help" },
      { press: ["Esc"], does: "Close one thing" },
      { press: ["a"], does: "Look at a moment: 2h ago, 02:14, yesterday 14:00" },
      { press: ["l"], does: "Back to live" },
      { press: ["c"], does: "Copy a link to what you see" },
      { press: ["u"], does: "Undo your last change at once" },
    ],
  },
  {
    name: "Map",
    keys: [
      { press: ["n", "p"], does: "Next, previous problem, causes first" },
      { press: ["t"], does: "Map or table" },
      { press: ["g", "s"], does: "Next grain (with Shift the one before), services as nodes" },
      { press: ["f", "h"], does: "Find, hide what matches" },
      { press: ["1", "2", "3"], does: "Focus one, two, all calls around what is selected" },
      { press: ["Shift", "click"], does: "Paths from what is selected to another" },
      { press: ["0"], does: "Fit the map" },
      { press: ["e"], does: "Export: PNG, SVG, CSV, JSON" },
      { press: ["z"], does: "Full screen" },
      { press: ["o"], does: "Open all namespaces, or fold them" },
      { press: ["←", "↑", "→", "↓"], does: "Walk along the edges" },
      { press: ["Enter", "⌫"], does: "Open a folded namespace, fold the one around" },
    ],
  },
  {
    name: "Services",
    keys: [
      { press: ["j", "k"], does: "Next, previous row" },
      { press: ["Enter"], does: "Open its page" },
      { press: ["f"], does: "Find what matches" },
    ],
  },
  {
    name: "Investigate",
    keys: [
      { press: ["1", "2", "3", "4"], does: "What is wrong, where the time goes, compare, evidence" },
      { press: ["n", "p"], does: "Next, previous finding" },
      { press: ["←", "↑", "→", "↓"], does: "Walk the call tree, open and close its calls" },
    ],
  },
  {
    name: "Timeline, when it has the focus",
    keys: [
      { press: ["Space"], does: "Play half an hour, pause" },
      { press: ["←", "→"], does: "A step back, on; with Shift ten" },
      { press: ["Home", "End"], does: "Its beginning, its end" },
      { press: ["−", "+"], does: "Show more of the past, less: the wheel too" },
      { press: ["[", "]"], does: "Show what was earlier, later" },
    ],
  },
  {
    name: "Kiosk, for a wall screen",
    keys: [
      { press: ["n"], does: "On to the next stop" },
      { press: ["z"], does: "Full screen" },
      { press: ["Esc"], does: "Leave it" },
    ],
  },
  { name: "Traffic", keys: [{ press: ["u"], does: "Undo your last change; once more: review it again" }] },
];
