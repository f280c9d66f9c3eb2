import { type Guard, GuardSchema, type Shift } from "@fyr/contract";
import type { KubernetesObject } from "@fyr/routing";
import Type from "typebox";
import Value from "typebox/value";
import { guardsOn, type Latest, type LatestOf, shiftsOn } from "./views.ts";

export type GuardEvent =
  | { readonly event: "guard"; readonly data: Guard }
  | { readonly event: "shift"; readonly data: Shift };
type GuardListener = (event: GuardEvent) => void;

/** What everybody is told of guards and shifts, whichever replica they look through. */
export interface Board {
  readonly latestOf: LatestOf;
  /** What was counted just now, by the replica that looks after them. */
  note(id: string, latest: Latest): void;
  /** Tells what is new since the last look. */
  look(objects: readonly KubernetesObject[]): void;
  /** For the other replicas: what was counted of all that is active. */
  readonly notes: { write(): string; read(text: string): void };
  subscribe(listener: GuardListener): () => void;
}

const NotesSchema = Type.Record(Type.String(), GuardSchema.properties.latest);
/** An annotation may have 256 KiB in all. */
const longestNotes = 100_000;

export function createBoard(): Board {
  let latest = new Map<string, Latest>();
  let told = new Map<string, string>();
  const listeners = new Set<GuardListener>();
  const latestOf: LatestOf = (id) => latest.get(id);
  return {
    latestOf,
    note: (id, counted) => {
      latest.set(id, counted);
    },
    look: (objects) => {
      const events: GuardEvent[] = [
        ...guardsOn(objects, latestOf).map((data) => ({ event: "guard" as const, data })),
        ...shiftsOn(objects, latestOf).map((data) => ({ event: "shift" as const, data })),
      ];
      const texts = new Map(events.map(({ data }) => [data.id as string, JSON.stringify(data)]));
      for (const event of events) {
        const isNews = told.get(event.data.id) !== texts.get(event.data.id);
        if (isNews) for (const listener of listeners) listener(event);
      }
      told = texts;
      latest = new Map([...latest].filter(([id]) => texts.has(id)));
    },
    notes: {
      write: () => {
        const text = JSON.stringify(Object.fromEntries(latest));
        return text.length > longestNotes ? "{}" : text;
      },
      read: (text) => {
        const notes = parsed(text);
        if (!Value.Check(NotesSchema, notes)) return;
        for (const [id, counted] of Object.entries(notes)) if (counted !== undefined) latest.set(id, counted);
      },
    },
    subscribe: (listener) => {
      listeners.add(listener);
      return () => {
        listeners.delete(listener);
      };
    },
  };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
