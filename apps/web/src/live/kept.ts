/** Nothing is kept of a moment that lies before all history. `at`: the moment, absent when live; both RFC 3339. */
export function liesBeforeHistory(at: string | undefined, historyFrom: string | undefined): boolean {
  return at !== undefined && historyFrom !== undefined && Date.parse(at) < Date.parse(historyFrom);
}
