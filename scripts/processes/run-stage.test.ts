import { describe, expect, it } from "vitest";
import { runStage } from "./run-stage.ts";

const SLOWLY = "setInterval(() => {}, 1000)";

describe("a stage of the tests", () => {
  it("hands on what is printed on either channel, and its exit code", async () => {
    const { code, printed } = await stage('console.log("out"); console.error("err"); process.exitCode = 3');
    expect(code).toBe(3);
    expect(printed).toContain("out");
    expect(printed).toContain("err");
  });

  it("ends with its command, whatever that left running on the same output", async () => {
    const { code } = await stage(`
      const child = require("node:child_process").spawn(process.execPath, ["-e", "${SLOWLY}"], { stdio: "inherit" });
      child.unref();
    `);
    expect(code).toBe(0);
  });

  it("is ended by force and said to hang when its time is over", async () => {
    const { code, printed } = await stage(SLOWLY, 0.005);
    expect(code).toBe(1);
    expect(printed).toContain("had not ended");
  });

  it("fails in words where the command is not there", async () => {
    const { code, printed } = await run(["no-such-program"]);
    expect(code).toBe(1);
    expect(printed).toContain("ENOENT");
  });
});

function stage(script: string, minutes = 1) {
  return run([process.execPath, "-e", script], minutes);
}

async function run(command: readonly string[], minutes = 1) {
  let printed = "";
  const onOutput = (chunk: Buffer) => {
    printed += chunk;
  };
  const code = await runStage({ command, cwd: ".", env: process.env, minutes, onOutput });
  return { code, printed };
}
