/** The token in what was pasted: terminals wrap long lines, and no token has blanks in it; headers put "Bearer" before it. */
export function tokenIn(pasted: string): string {
  return pasted
    .trim()
    .replace(/^(authorization:\s*)?bearer\s+/i, "")
    .replace(/\s+/g, "");
}
