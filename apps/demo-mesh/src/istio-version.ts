/** The Istio that is made believe where nobody asks for another. */
export const NEWEST_ISTIO = "1.30.3";

/** The oldest Istio whose rules are known here. */
const OLDEST_MINOR = 7;

/** Such as `1.27.1` or `1.27`; what comes after the second number does not matter. */
export function isAtLeast(version: string, major: number, minor: number): boolean {
  const [actualMajor = 0, actualMinor = 0] = version.split(".").map(Number);
  return actualMajor > major || (actualMajor === major && actualMinor >= minor);
}

export function isIstioVersion(text: string): boolean {
  return /^1\.\d{1,2}(\.\d{1,2})?$/.test(text) && isAtLeast(text, 1, OLDEST_MINOR);
}
