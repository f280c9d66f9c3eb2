/** Whether a text can be the id of an edge or a line, gone or not: two ends and what they speak. */
export function canNameEdge(id: string): boolean {
  return /^[^>]+>[^>]+:[a-z]+$/.test(id);
}
