import { type ChildProcess, spawn } from "node:child_process";

export interface Stage {
  readonly command: readonly string[];
  readonly cwd: string;
  readonly env: NodeJS.ProcessEnv;
  /** After so many minutes it hangs: it is ended by force. */
  readonly minutes: number;
  /** Takes what it prints, both channels, as it comes. */
  readonly onOutput: (chunk: Buffer) => void;
}

const running = new Set<ChildProcess>();
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) {
  process.once(signal, () => {
    for (const child of running) signalGroup(child, signal);
    process.exit(130);
  });
}

/**
 * Runs a command until it ends; resolves with its exit code, 1 where it could not be started or had to be ended.
 * Nothing it started outlives it: a process left behind would hold our output open, and whoever reads that waits.
 */
export function runStage({ command: [program = "", ...args], cwd, env, minutes, onOutput }: Stage): Promise<number> {
  const child = spawn(program, args, { cwd, env, stdio: ["ignore", "pipe", "pipe"], detached: true });
  running.add(child);
  for (const stream of [child.stdout, child.stderr]) stream.on("data", onOutput);
  return new Promise((resolve) => {
    const limit = setTimeout(() => {
      onOutput(Buffer.from(`\n${program} had not ended after ${minutes} minutes and was ended.\n`));
      signalGroup(child, "SIGKILL");
    }, minutes * 60_000);
    const settle = (code: number) => {
      clearTimeout(limit);
      running.delete(child);
      resolve(code);
    };
    child.once("error", (error) => {
      onOutput(Buffer.from(`${error.message}\n`));
      settle(1);
    });
    child.once("exit", () => signalGroup(child, "SIGKILL"));
    child.once("close", (code) => settle(code ?? 1));
  });
}

/** To the process and all it started, apart from what left its group. */
function signalGroup(child: ChildProcess, signal: NodeJS.Signals): void {
  if (child.pid === undefined) return;
  try {
    process.kill(-child.pid, signal);
  } catch {
    // All of them have ended.
  }
}
