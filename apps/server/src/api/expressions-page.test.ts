import { readFileSync } from "node:fs";
import { exampleOf, fields, marks, parseExpression } from "@fyr/topology";
import { describe, expect, it } from "vitest";

const page = readFileSync(new URL("../../../../docs/expressions.md", import.meta.url), "utf8");

const named = ({ name, aliases }: { readonly name: string; readonly aliases: readonly string[] }) =>
  [name, ...aliases].map((each) => `\`${each}\``).join(", ");

const rows = [
  ...fields.map((field) => {
    const values = field.kind === "number" ? exampleOf(field.unit) : (field.choices?.join(", ") ?? "");
    return `| ${named(field)} | ${field.says} | ${values} |`;
  }),
  ...marks.map((mark) => `| ${named(mark)} | ${mark.says} |`),
];

describe("docs/expressions.md", () => {
  it.each(rows)("holds %s", (row) => {
    expect(page).toContain(row);
  });

  it("gives examples that can be read", () => {
    const [, examples = ""] = /```\n(.+?)```/s.exec(page) ?? [];
    const lines = examples.trim().split("\n");
    expect(lines.length).toBeGreaterThan(3);
    for (const line of lines) expect(parseExpression(line.replace(/ {2,}.*/, "")), line).toMatchObject({ ok: true });
  });
});
