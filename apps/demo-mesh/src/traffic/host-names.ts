/** `*.example.com` and `*` stand for more than one name. */
export function hostMatches(wanted: string, host: string): boolean {
  if (wanted === "*" || wanted === host) return true;
  return wanted.startsWith("*.") && host.endsWith(wanted.slice(1));
}
