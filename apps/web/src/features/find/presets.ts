/** An expression people ask for often, and what it is called. */
export interface Preset {
  readonly name: string;
  readonly expression: string;
}

export const findPresets: readonly Preset[] = [
  { name: "failing only", expression: "failing" },
  { name: "more than 1 request a second", expression: "rate > 1" },
  { name: "more than 1 in 100 fails", expression: "errors > 1%" },
  { name: "1 in 100 takes half a second", expression: "p99 > 500ms" },
  { name: "slower than usual", expression: "slower > 1.5" },
  { name: "not encrypted, or not all of it", expression: "plaintext" },
  { name: "TCP only", expression: "tcp" },
];

export const hidePresets: readonly Preset[] = [
  { name: "what is healthy", expression: "healthy" },
  { name: "what carries no traffic", expression: "idle" },
  { name: "less than 1 request a second", expression: "rate < 1" },
  { name: "TCP only", expression: "tcp" },
  { name: "what is outside the mesh", expression: "external or serviceEntry" },
];
