import type { Credentials, Secret } from "@fyr/prometheus";
import type { Sayer } from "./said-settings.ts";
import type { SettingName } from "./settings.ts";

type ReadText = (file: string) => string;

/** Who asks, and the setting that says so. */
export function checkCredentials(
  said: Sayer,
  readText: ReadText,
  faults: string[],
): { readonly value: Credentials; readonly setting: SettingName } | undefined {
  const token = checkSecret(said, "prometheusToken", "prometheusTokenFile", readText, faults);
  const password = checkSecret(said, "prometheusPassword", "prometheusPasswordFile", readText, faults);
  const user = said.text("prometheusUser");
  if (token !== undefined && user !== undefined) {
    faults.push(`${said.from("prometheusUser")} and ${said.from(token.setting)} both say who asks: one is enough.`);
  }
  if (user?.includes(":"))
    faults.push(`${said.from("prometheusUser")} has a colon in it, which no user's name may have.`);
  if (user !== undefined && password === undefined) {
    faults.push(
      `${said.from("prometheusUser")} needs a password: --prometheus-password-file, or FYR_PROMETHEUS_PASSWORD.`,
    );
  }
  if (user === undefined && password !== undefined) {
    faults.push(`${said.from(password.setting)} needs the name of its user: --prometheus-user.`);
  }
  if (token !== undefined) return { value: { kind: "bearer", token: token.secret }, setting: token.setting };
  if (user === undefined || password === undefined) return undefined;
  return { value: { kind: "basic", user, password: password.secret }, setting: "prometheusUser" };
}

function checkSecret(
  said: Sayer,
  asText: SettingName,
  asFile: SettingName,
  readText: ReadText,
  faults: string[],
): { readonly secret: Secret; readonly setting: SettingName } | undefined {
  const [text, file] = [said.text(asText), said.text(asFile)];
  if (text !== undefined && file !== undefined) {
    faults.push(`${said.from(asText)} and ${said.from(asFile)} are two ways to say one thing: keep one.`);
  }
  if (file !== undefined) {
    if (readOwn(said, asFile, file, readText, faults)?.trim() === "")
      faults.push(`${said.from(asFile)} is empty: ${file}.`);
    return { secret: { file }, setting: asFile };
  }
  if (text === undefined) return undefined;
  if (/[^\x20-\x7e]/.test(text)) faults.push(`${said.from(asText)} holds signs that no header may carry.`);
  return { secret: { text }, setting: asText };
}

/** A file that is named in a setting. */
export function readOwn(
  said: Sayer,
  setting: SettingName,
  file: string,
  readText: ReadText,
  faults: string[],
): string | undefined {
  try {
    return readText(file);
  } catch (error) {
    faults.push(`${said.from(setting)} cannot be read: ${error instanceof Error ? error.message : String(error)}.`);
    return undefined;
  }
}
