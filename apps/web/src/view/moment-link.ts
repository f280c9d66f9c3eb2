/** The page's address with the moment in it: who opens it later sees what was seen now. `at`: RFC 3339. */
export function momentLink(href: string, at: string, finding?: string): string {
  const url = new URL(href);
  if (!url.searchParams.has("at")) url.searchParams.set("at", at);
  if (finding !== undefined) url.searchParams.set("finding", finding);
  return url.href;
}
