/** What can be asked for from afar (the palette) of whoever is on screen and can do it. "walk-the-map": gives it the focus. */
export type Command =
  | "lay-out-anew"
  | "full-screen"
  | "fold-all"
  | "undo-last-change"
  | "find"
  | "hide"
  | "walk-the-map"
  | "choose-moment"
  | PictureCommand;

/** A file of the map: what is seen of it, or the whole. */
export const pictureCommands = ["save-png-as-seen", "save-png-whole", "save-svg-as-seen", "save-svg-whole"] as const;
export type PictureCommand = (typeof pictureCommands)[number];

const listeners = new Map<Command, Set<() => void>>();

/** Done by all who listen; nothing happens where nobody does. */
export function ask(command: Command): void {
  for (const listener of [...(listeners.get(command) ?? [])]) listener();
}

/** Returns the end of listening. */
export function onAsked(command: Command, listener: () => void): () => void {
  const those = listeners.get(command) ?? new Set();
  listeners.set(command, those.add(listener));
  return () => {
    those.delete(listener);
  };
}
