/** An expression people ask for often, and what it is called. */
export interface Preset {
  readonly name: string;
  readonly expression: string;
}

export const findPresets: readonly Preset[] = [
  { name: "failing only", expression: "failing" },
  { name: "traffic > 1 rps", expression: "rate > 1" },
  { name: "errors > 1 %", expression: "errors > 1%" },
  { name: "p99 > 500 ms", expression: "p99 > 500ms" },
  { name: "slower than usual", expression: "slower > 1.5" },
  { name: "plaintext", expression: "plaintext" },
  { name: "TCP", expression: "tcp" },
];

export const hidePresets: readonly Preset[] = [
  { name: "what is healthy", expression: "healthy" },
  { name: "what carries no traffic", expression: "idle" },
  { name: "traffic < 1 rps", expression: "rate < 1" },
  { name: "TCP", expression: "tcp" },
  { name: "what is outside the mesh", expression: "external or serviceEntry" },
];
