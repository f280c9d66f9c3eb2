import { momentLink } from "./moment-link.ts";

/** The address as it is handed on. `shown`: the moment on screen, RFC 3339. */
export function sharedLink(href: string, shown: string | undefined): string {
  const { pathname, searchParams } = new URL(href);
  return shown === undefined || staysLive(pathname, searchParams) ? href : momentLink(href, shown);
}

/** Routes are edited as they are, and a screen on a wall shows what is. */
function staysLive(pathname: string, search: URLSearchParams): boolean {
  return pathname.startsWith("/traffic") || search.has("kiosk");
}
