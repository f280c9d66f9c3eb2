import type { Destination } from "@fyr/contract";

/** What to call a destination: "payment" "v2". `text` is unique within its rule; `short` is for bars and columns. */
export interface DestinationLabel {
  readonly name: string;
  readonly version?: string;
  /** "payment v2" */
  readonly text: string;
  /** "v2", or the name where there is no version. */
  readonly short: string;
}

/** One label per destination, in their order. Names grow (namespace, then port) only as far as they must to differ. */
export function labelDestinations(destinations: readonly Destination[]): DestinationLabel[] {
  const attempts = [shortHost, hostAndNamespace, fullHost, hostAndPort];
  const fits = attempts.find((nameOf) => allDiffer(destinations.map((destination) => textOf(nameOf, destination))));
  const nameOf = fits ?? hostAndPort;
  const shorts = destinations.map((destination) => versionOf(destination) ?? nameOf(destination));
  const shortsDiffer = allDiffer(shorts);
  return destinations.map((destination) => {
    const version = versionOf(destination);
    const text = textOf(nameOf, destination);
    const short = shortsDiffer ? (version ?? nameOf(destination)) : text;
    return { name: nameOf(destination), ...(version === undefined ? {} : { version }), text, short };
  });
}

function textOf(nameOf: (destination: Destination) => string, destination: Destination): string {
  const version = versionOf(destination);
  return version === undefined ? nameOf(destination) : `${nameOf(destination)} ${version}`;
}

function versionOf(destination: Destination): string | undefined {
  return destination.subset;
}

function shortHost({ host }: Destination): string {
  return isAddress(host) ? host : (host.split(".")[0] ?? host);
}

function hostAndNamespace({ host }: Destination): string {
  return isAddress(host) ? host : host.split(".").slice(0, 2).join(".");
}

function fullHost({ host }: Destination): string {
  return host;
}

function hostAndPort({ host, port }: Destination): string {
  return port === undefined ? host : `${host}:${port}`;
}

function isAddress(host: string): boolean {
  return /^[\d.]+$/.test(host) || host.includes(":");
}

function allDiffer(texts: readonly string[]): boolean {
  return new Set(texts).size === texts.length;
}
