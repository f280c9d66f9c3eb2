import { type Setting, type SettingName, settings } from "./settings.ts";

/** What was said, as it was said. A switch is there with an empty list. */
export type GivenSettings = ReadonlyMap<SettingName, { readonly values: readonly string[]; readonly from: string }>;

const names = Object.keys(settings) as SettingName[];
const byFlag = new Map<string, SettingName>(names.map((name) => [settings[name].flag, name]));
const definition = (name: SettingName): Setting => settings[name];

/** Flags win over the environment. `faults`: one sentence for everything that could not be read. */
export function readSettings(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): { given: GivenSettings; faults: string[] } {
  const fromFlags = readFlags(args);
  const fromEnv = readEnvironment(env);
  return {
    given: new Map([...fromEnv.given, ...fromFlags.given]),
    faults: [...fromFlags.faults, ...fromEnv.faults],
  };
}

function readFlags(args: readonly string[]) {
  const given = new Map<SettingName, { values: string[]; from: string }>();
  const faults: string[] = [];
  for (let i = 0; i < args.length; i++) {
    const [flag = "", inline] = splitOnce(args[i] ?? "", "=");
    const name = byFlag.get(flag === "-h" ? "--help" : flag);
    if (name === undefined) {
      faults.push(`${flag} is not a setting of Fyr. See fyr --help.`);
      // What follows was meant as its value: one fault, not two.
      if (inline === undefined && flag.startsWith("-") && isValue(args[i + 1])) i++;
      continue;
    }
    const { value, repeatable, env, instead } = definition(name);
    if (instead !== undefined) {
      faults.push(`${flag} would show a secret to everybody who lists processes: set ${env}, or use ${instead}.`);
      if (inline === undefined && isValue(args[i + 1])) i++;
      continue;
    }
    if (value === undefined) {
      if (inline !== undefined) faults.push(`${flag} takes no value.`);
      given.set(name, { values: [], from: flag });
      continue;
    }
    const next = args[i + 1];
    const said = inline ?? (isValue(next) ? args[++i] : undefined);
    if (said === undefined || said === "") {
      faults.push(`${flag} needs a value: ${flag} ${value}.`);
      continue;
    }
    const before = given.get(name);
    if (before !== undefined && !repeatable) faults.push(`${flag} is given twice.`);
    given.set(name, { values: [...(before?.values ?? []), said], from: flag });
  }
  return { given, faults };
}

function isValue(text: string | undefined): boolean {
  return text !== undefined && !text.startsWith("--");
}

function readEnvironment(env: Readonly<Record<string, string | undefined>>) {
  const given = new Map<SettingName, { values: string[]; from: string }>();
  const faults: string[] = [];
  for (const name of names) {
    const { env: variable, value, repeatable, perLine } = definition(name);
    const said = variable === "" ? undefined : env[variable]?.trim();
    if (said === undefined || said === "") continue;
    if (value !== undefined) {
      const values = repeatable ? said.split(perLine ? "\n" : /[\n,]/).map((one) => one.trim()) : [said];
      given.set(name, { values: values.filter((one) => one !== ""), from: variable });
    } else if (said === "true" || said === "1") {
      given.set(name, { values: [], from: variable });
    } else if (said !== "false" && said !== "0") {
      faults.push(`${variable} is a switch: true or false, not "${said}".`);
    }
  }
  return { given, faults };
}

function splitOnce(text: string, separator: string): [string, string | undefined] {
  const at = text.indexOf(separator);
  return at < 0 ? [text, undefined] : [text.slice(0, at), text.slice(at + 1)];
}
