import { expect, it } from "vitest";
import { readOptions } from "./options.ts";

const help = "npm run demo -- --help lists them.";

it("runs the failing canary when nothing is said", () => {
  expect(readOptions([], "/fyr")).toMatchObject({
    scenario: "failing-canary",
    port: 4480,
    folder: "/fyr/.demo/failing-canary",
    opensBrowser: true,
    isRecorded: false,
    isReset: false,
  });
});

it("runs with recording rules where that is asked for", () => {
  expect(readOptions(["--recorded"], "/fyr").isRecorded).toBe(true);
});

it("keeps each mesh in a folder of its own", () => {
  const { folder } = readOptions(["--scenario", "calm", "--seed", "7", "--workloads=40"], "/fyr");
  expect(folder).toBe("/fyr/.demo/calm-7-40");
});

it.each([
  { args: ["--windows", "3"], sentence: `--windows is not an option of the demo. ${help}` },
  { args: ["--windows=3"], sentence: `--windows is not an option of the demo. ${help}` },
  { args: ["-x"], sentence: `-x is not an option of the demo. ${help}` },
  { args: ["calm"], sentence: `"calm" belongs to no option of the demo. ${help}` },
  { args: ["--scenario"], sentence: "--scenario needs a value." },
  { args: ["--scenario", "--reset"], sentence: "--scenario needs a value." },
  { args: ["--no-open=1"], sentence: "--no-open takes no value." },
  { args: ["--scenario", "storm"], sentence: expect.stringContaining('There is no scenario "storm": calm, ') },
  { args: ["--port", "99999"], sentence: '--port takes a whole number from 1 to 65505, not "99999".' },
  { args: ["--workloads", "0"], sentence: '--workloads takes a whole number from 1 to 99999, not "0".' },
  { args: ["--istio-version", "old"], sentence: '--istio-version takes one like 1.14.6, not "old".' },
  { args: ["--onset", "noon"], sentence: '--onset takes a moment like 2026-11-20T03:02:00Z, not "noon".' },
])("answers $args with one sentence", ({ args, sentence }) => {
  expect(() => readOptions(args, "/fyr")).toThrow(expect.objectContaining({ message: sentence }));
});
