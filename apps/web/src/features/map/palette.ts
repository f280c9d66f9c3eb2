/** Colours of the moment, read from the tokens; canvases cannot follow CSS variables by themselves. */
export interface Palette {
  readonly canvas: string;
  readonly panel: string;
  readonly text: string;
  readonly second: string;
  readonly muted: string;
  readonly accent: string;
  readonly ok: string;
  readonly warn: string;
  readonly warnText: string;
  readonly bad: string;
  readonly badText: string;
  readonly unknown: string;
  readonly edge: string;
  readonly dot: string;
  readonly nodeFill: string;
  readonly nodeBorder: string;
  readonly external: string;
  /** Namespace colours, by accent 1..8. */
  readonly accents: readonly string[];
  readonly font: string;
}

export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const read = (name: string, fallback: string) => style.getPropertyValue(name).trim() || fallback;
  const colour = (name: string) => read(name, "#7f8fa0");
  return {
    canvas: colour("--canvas"),
    panel: colour("--s1"),
    text: colour("--t1"),
    second: colour("--t2"),
    muted: colour("--t3"),
    accent: colour("--accent"),
    ok: colour("--ok"),
    warn: colour("--warn"),
    warnText: colour("--warn-text"),
    bad: colour("--bad"),
    badText: colour("--bad-text"),
    unknown: colour("--unknown"),
    edge: colour("--edge-healthy"),
    dot: colour("--dot"),
    nodeFill: colour("--node-fill"),
    nodeBorder: colour("--node-border"),
    external: colour("--ns-external"),
    accents: [1, 2, 3, 4, 5, 6, 7, 8].map((index) => colour(`--ns-${index}`)),
    font: read("--font", "sans-serif"),
  };
}
