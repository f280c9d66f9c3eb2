/** What the palette and keys ask of the map on screen, if there is one. */
export type MapCommand = "fit" | "relayout";

const listeners = new Set<(command: MapCommand) => void>();

export function sendToMap(command: MapCommand): void {
  for (const listener of listeners) listener(command);
}

export function onMapCommand(listener: (command: MapCommand) => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
