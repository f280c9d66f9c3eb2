/** `5XX` → /^(?:5\d\d)$/. X is any digit; the rest is a regular expression for the whole code. */
export function codePattern(written: string): RegExp {
  return new RegExp(`^(?:${withDigits(written)})$`);
}

/** As Kiali reads it: matching anywhere in the code is enough. */
export function kialiCodePattern(written: string): RegExp {
  return new RegExp(withDigits(written));
}

function withDigits(written: string): string {
  return written.replace(/x/gi, "\\d");
}
