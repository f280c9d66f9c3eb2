import type { Config } from "./config.ts";

/** Why nobody can listen there, in a sentence. */
export class ListenError extends Error {}

const mostSteps = 20;

/** Listens at the port, or at the next free one when it was not asked for by number. Gives the address. */
export async function listenAt(
  listen: (at: { host: string; port: number }) => Promise<string>,
  { host, port }: Pick<Config, "host" | "port">,
): Promise<string> {
  for (let step = 0; ; step++) {
    try {
      return await listen({ host, port: port.number + step });
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : undefined;
      const mayStep = code === "EADDRINUSE" && !port.explicit && step < mostSteps;
      if (!mayStep) throw new ListenError(sentence(code, host, port.number + step, error), { cause: error });
    }
  }
}

function sentence(code: unknown, host: string, port: number, error: unknown): string {
  switch (code) {
    case "EADDRINUSE":
      return `Port ${port} is taken by another program. Choose another with --port, or let Fyr choose with --port 0.`;
    case "EACCES":
      return `Port ${port} may not be used by this user. Choose one above 1023 with --port.`;
    case "EADDRNOTAVAIL":
    case "ENOTFOUND":
      return `This machine has no address ${host} to listen on.`;
    default:
      return `Fyr cannot listen on ${host}:${port}: ${error instanceof Error ? error.message : String(error)}`;
  }
}
