import { mkdirSync } from "node:fs";
import { join } from "node:path";
import type { Credentials } from "./credentials.ts";
import { writePrivately } from "./write-privately.ts";

/** One file for each role, named after it, with what `kubectl create token` would print. */
export function writeTokenFiles(dir: string, { tokens }: Pick<Credentials, "tokens">): void {
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  for (const [role, token] of Object.entries(tokens)) writePrivately(join(dir, role), `${token}\n`);
}
