/**
 * What the server wants to hear with every change made in a session: the value of a cookie that only this Fyr's pages can
 * read. Undefined where nobody signs in.
 */
export function csrfWord({ cookie }: Pick<Document, "cookie">, { port }: Pick<Location, "port">): string | undefined {
  const name = port === "" ? "fyr-csrf" : `fyr-csrf-${port}`;
  const pairs = cookie.split(";").map((pair) => pair.trim().split("=", 2));
  return pairs.find(([one]) => one === name)?.[1] || undefined;
}
