import { loadavg } from "node:os";
import type { Cost } from "./trace-cost.ts";

/** What was measured, to be printed as a table. */
export interface Rows {
  note(what: string, measured: string, goal?: string): void;
  print(): void;
}

export function createRows(): Rows {
  const rows: { what: string; measured: string; goal: string; load: string }[] = [];
  return {
    note(what, measured, goal = "") {
      const load = (loadavg()[0] ?? 0).toFixed(1);
      rows.push({ what, measured, goal, load });
      // What takes minutes shows that it goes on.
      console.log(`${what}: ${measured}${goal === "" ? "" : ` (${goal})`}, load ${load}`);
    },
    print: () => console.table(rows),
  };
}

export function ms(value: number): string {
  return value < 10 ? value.toFixed(1) : value.toFixed(0);
}

/** "script 12, frames 40, longest task 30 (on the clock 55)" */
export function costWords({ scriptCpu, framesCpu, longestTaskCpu, longestTask }: Cost): string {
  return `script ${ms(scriptCpu)}, frames ${ms(framesCpu)}, longest task ${ms(longestTaskCpu)} (on the clock ${ms(longestTask)})`;
}

/** Of each number the middle of several looks. */
export function middle(costs: readonly Cost[]): Cost {
  const of = (key: keyof Cost) => {
    const sorted = costs.map((cost) => cost[key]).sort((a, b) => a - b);
    return sorted[Math.floor(sorted.length / 2)] ?? 0;
  };
  return {
    longestTask: of("longestTask"),
    longestTaskCpu: of("longestTaskCpu"),
    scriptCpu: of("scriptCpu"),
    framesCpu: of("framesCpu"),
    workersCpu: of("workersCpu"),
  };
}
