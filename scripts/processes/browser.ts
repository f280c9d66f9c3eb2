import { spawn } from "node:child_process";

/** Opens a page where there is a screen to open it on; elsewhere does nothing. */
export function openInBrowser(url: string): void {
  const command = opener();
  if (command === undefined || process.env.CI !== undefined) return;
  const child = spawn(command, [url], { stdio: "ignore", detached: true });
  child.on("error", () => undefined);
  child.unref();
}

function opener(): string | undefined {
  if (process.platform === "darwin") return "open";
  return process.env.DISPLAY || process.env.WAYLAND_DISPLAY ? "xdg-open" : undefined;
}
