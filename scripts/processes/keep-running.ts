import { type ChildProcess, spawn } from "node:child_process";
import { createWriteStream, type WriteStream } from "node:fs";
import { createInterface } from "node:readline";

export interface Program {
  readonly name: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly logFile: string;
  readonly env?: Record<string, string>;
  /** Called with each line of its standard output. */
  readonly onLine?: (line: string) => void;
}

export interface Running {
  readonly pid: () => number | undefined;
  /** Asks it to end, waits for it, and ends it by force after 10 s. */
  readonly stop: () => Promise<void>;
}

/** Starts a program and starts it again when it dies, at most five times within a minute; `onGivenUp` after that. */
export function keepRunning(program: Program, onGivenUp: (sentence: string) => void): Running {
  const log = createWriteStream(program.logFile, { flags: "a" });
  const deaths: number[] = [];
  let stopping = false;
  let child = launch();

  function launch(): ChildProcess {
    const started = start(program, log);
    started.once("exit", (code) => {
      if (stopping) return;
      const now = Date.now();
      deaths.push(now);
      if (deaths.filter((at) => now - at < 60_000).length > 5) {
        onGivenUp(`${program.name} keeps ending (code ${code ?? "none"}). Its log is ${program.logFile}.`);
        return;
      }
      setTimeout(() => {
        if (!stopping) child = launch();
      }, 1000);
    });
    return started;
  }

  return {
    pid: () => child.pid,
    stop: async () => {
      stopping = true;
      await end(child);
      log.end();
    },
  };
}

function start(program: Program, log: WriteStream): ChildProcess {
  // A group of its own: Ctrl-C in the terminal reaches the launcher alone, which then ends them in order.
  const child = spawn(program.command, program.args, {
    stdio: ["ignore", "pipe", "pipe"],
    detached: true,
    env: { ...process.env, ...program.env },
  });
  child.on("error", (error) => log.write(`${error.message}\n`));
  child.stderr?.pipe(log, { end: false });
  if (child.stdout) {
    createInterface({ input: child.stdout }).on("line", (line) => {
      log.write(`${line}\n`);
      program.onLine?.(line);
    });
  }
  return child;
}

function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return Promise.resolve();
  return new Promise((resolve) => {
    const force = setTimeout(() => child.kill("SIGKILL"), 10_000);
    child.once("exit", () => {
      clearTimeout(force);
      resolve();
    });
    child.kill("SIGTERM");
    // A stopped process (SIGSTOP) takes its end only once it goes on.
    child.kill("SIGCONT");
  });
}
