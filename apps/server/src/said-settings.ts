import type { GivenSettings } from "./read-settings.ts";
import { type SettingName, settings } from "./settings.ts";

/** What was said, else the default. */
export interface Sayer {
  text(name: SettingName): string | undefined;
  list(name: SettingName): readonly string[];
  isGiven(name: SettingName): boolean;
  /** How the setting was given, for faults. */
  from(name: SettingName): string;
}

export function sayer(given: GivenSettings): Sayer {
  return {
    text: (name) => given.get(name)?.values[0] ?? defaultOf(name),
    list: (name) => given.get(name)?.values ?? [],
    isGiven: (name) => given.has(name),
    from: (name) => given.get(name)?.from ?? settings[name].flag,
  };
}

function defaultOf(name: SettingName): string | undefined {
  const setting = settings[name];
  return "default" in setting ? setting.default : undefined;
}
