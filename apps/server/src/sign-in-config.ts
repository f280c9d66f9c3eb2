import { isLoopback } from "./loopback.ts";
import type { Sayer } from "./said-settings.ts";

/** Who may use Fyr, and as whom. */
export type SignIn =
  /** Everybody who reaches Fyr acts as its own account. */
  | { readonly kind: "none" }
  /** `secret`: what sessions are sealed with; absent: made at start, so that they end with the process. */
  | { readonly kind: "token"; readonly secret?: string };

const kinds = ["none", "token"] as const;
const leastSecretLength = 32;

/** Adds one sentence to `faults` for everything that cannot be so: beyond this machine somebody must sign in. */
export function checkSignIn(
  said: Sayer,
  host: string,
  hasCluster: boolean,
  readText: (file: string) => string,
  faults: string[],
): SignIn {
  const secret = checkSecret(said, readText, faults);
  const kind = checkKind(said, host, hasCluster, faults);
  return kind === "none" ? { kind } : { kind, ...(secret !== undefined && { secret }) };
}

function checkKind(said: Sayer, host: string, hasCluster: boolean, faults: string[]): SignIn["kind"] {
  const text = said.text("authentication");
  const named = kinds.find((kind) => kind === text);
  const isOpen = said.isGiven("allowUnauthenticated");
  if (text !== undefined && named === undefined) {
    faults.push(`${said.from("authentication")} is one of ${kinds.join(", ")}, not "${text}".`);
    return "none";
  }
  if (named === "token" && isOpen) {
    faults.push(`${said.from("allowUnauthenticated")} and ${said.from("authentication")} token contradict each other.`);
  } else if (named === "token" && !hasCluster) {
    faults.push(`${said.from("authentication")} token needs a cluster: it says whose a token is.`);
  } else if (!isLoopback(host) && !isOpen && named === "none") {
    faults.push(`${beyond(host)}: say --allow-unauthenticated if that is meant, or --authentication token.`);
  } else if (!isLoopback(host) && !isOpen && !hasCluster) {
    faults.push(
      `${beyond(host)}, as nobody can sign in without a cluster: say --allow-unauthenticated if that is meant.`,
    );
  }
  return named ?? (isLoopback(host) || isOpen ? "none" : "token");
}

function beyond(host: string): string {
  return `Listening on ${host} lets everybody who reaches this machine act as Fyr's user`;
}

function checkSecret(said: Sayer, readText: (file: string) => string, faults: string[]): string | undefined {
  const text = said.text("sessionKey");
  const file = said.text("sessionKeyFile");
  const setting = text === undefined ? "sessionKeyFile" : "sessionKey";
  if (text !== undefined && file !== undefined) {
    faults.push(`${said.from("sessionKey")} and ${said.from("sessionKeyFile")} both say the key: one is enough.`);
  }
  const secret = text ?? (file === undefined ? undefined : readSecret(said, file, readText, faults));
  if (secret !== undefined && secret.length < leastSecretLength) {
    faults.push(
      `${said.from(setting)} must have at least ${leastSecretLength} characters: try openssl rand -base64 32.`,
    );
  }
  return secret;
}

function readSecret(
  said: Sayer,
  file: string,
  readText: (file: string) => string,
  faults: string[],
): string | undefined {
  try {
    return readText(file).trim();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    faults.push(`${said.from("sessionKeyFile")} cannot be read: ${why}.`);
    return undefined;
  }
}
