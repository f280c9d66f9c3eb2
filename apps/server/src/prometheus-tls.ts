import type { TlsSettings } from "@fyr/prometheus";
import { readOwn } from "./prometheus-credentials.ts";
import type { Sayer } from "./said-settings.ts";
import type { SettingName } from "./settings.ts";

const names = [
  "prometheusCaFile",
  "prometheusCertFile",
  "prometheusKeyFile",
  "prometheusServerName",
  "prometheusInsecure",
] as const satisfies readonly SettingName[];

/** How certificates are told right, and the first setting that says something of it. */
export function checkTls(
  said: Sayer,
  readText: (file: string) => string,
  faults: string[],
): { readonly value: TlsSettings; readonly setting: SettingName } | undefined {
  const setting = names.find((name) => said.isGiven(name));
  if (setting === undefined) return undefined;
  for (const name of ["prometheusCaFile", "prometheusCertFile", "prometheusKeyFile"] as const) {
    const file = said.text(name);
    const text = file && readOwn(said, name, file, readText, faults);
    if (text !== undefined && !text.includes("-----BEGIN ")) {
      faults.push(`${said.from(name)} wants a PEM file, with a line "-----BEGIN …": ${file} has none.`);
    }
  }
  const [certFile, keyFile] = [said.text("prometheusCertFile"), said.text("prometheusKeyFile")];
  if ((certFile === undefined) !== (keyFile === undefined)) {
    const [given, missing] = certFile === undefined ? (["Key", "cert"] as const) : (["Cert", "key"] as const);
    faults.push(`${said.from(`prometheus${given}File`)} needs --prometheus-${missing}-file beside it.`);
  }
  const [caFile, serverName] = [said.text("prometheusCaFile"), said.text("prometheusServerName")];
  const value: TlsSettings = {
    ...(caFile === undefined ? {} : { caFile }),
    ...(certFile === undefined || keyFile === undefined ? {} : { client: { certFile, keyFile } }),
    ...(serverName === undefined ? {} : { serverName }),
    ...(said.isGiven("prometheusInsecure") && { insecure: true }),
  };
  return { value, setting };
}
