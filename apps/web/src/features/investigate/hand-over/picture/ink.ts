/** Colours and the font of the theme on screen: canvases cannot follow CSS variables. */
export interface Ink {
  readonly ground: string;
  readonly line: string;
  readonly text: string;
  readonly second: string;
  readonly muted: string;
  readonly bar: string;
  readonly warn: string;
  readonly bad: string;
  readonly ok: string;
  readonly font: string;
}

export function readInk(element: Element): Ink {
  const style = getComputedStyle(element);
  const read = (name: string) => style.getPropertyValue(name).trim();
  return {
    ground: read("--s1"),
    line: read("--line"),
    text: read("--t1"),
    second: read("--t2"),
    muted: read("--t3"),
    bar: read("--stable"),
    warn: read("--warn-text"),
    bad: read("--bad-text"),
    ok: read("--ok-text"),
    font: read("--font") || "sans-serif",
  };
}
