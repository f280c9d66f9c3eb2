/** The tokens the map is painted with; canvases cannot follow CSS variables by themselves, the legend can. */
const tokens = {
  canvas: "--canvas",
  panel: "--s1",
  boxGround: "--box-ground",
  text: "--t1",
  second: "--t2",
  muted: "--t3",
  accent: "--accent",
  info: "--info",
  ok: "--ok",
  warn: "--warn",
  warnText: "--warn-text",
  bad: "--bad",
  badText: "--bad-text",
  unknown: "--unknown",
  edge: "--edge-healthy",
  dot: "--dot",
  nodeFill: "--node-fill",
  nodeBorder: "--node-border",
  external: "--ns-external",
} as const;

export type Colour = keyof typeof tokens;

/** Colours of the moment. */
export interface Palette extends Readonly<Record<Colour, string>> {
  /** Namespace colours, by accent 1..8. */
  readonly accents: readonly string[];
  readonly font: string;
}

export function cssColour(colour: Colour): string {
  return `var(${tokens[colour]})`;
}

export function readPalette(element: Element): Palette {
  const style = getComputedStyle(element);
  const read = (name: string, fallback: string) => style.getPropertyValue(name).trim() || fallback;
  const colour = (name: string) => read(name, "#7f8fa0");
  const named = Object.entries(tokens).map(([name, token]) => [name, colour(token)]);
  return {
    ...(Object.fromEntries(named) as Record<Colour, string>),
    accents: [1, 2, 3, 4, 5, 6, 7, 8].map((index) => colour(`--ns-${index}`)),
    font: read("--font", "sans-serif"),
  };
}
