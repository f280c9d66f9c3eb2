import type { SourceState, Topology } from "@fyr/contract";
import type { ObserverEvent, Subscription } from "../observer.ts";
import type { Guest, PictureChannel } from "./picture-channel.ts";
import { createScopedChannels } from "./scoped-channels.ts";
import { createWaitingRoom } from "./waiting-room.ts";

/** All who watch one window, whatever their scope. */
export interface Audience {
  /** What was last published of the whole mesh, from the sources as they are now. */
  current(): Topology | undefined;
  isWatched(): boolean;
  /** Builds and sends what is watched. */
  publish(): void;
  /** What was sent stays; the sources are as they are now. */
  publishStale(): void;
  /** Sends what is held to all who still wait for something newer. */
  greetWaiting(): void;
  /** `waits`: what is held is old, so a look comes first, for as long as it is worth waiting for. Returns the end. */
  join(listener: (event: ObserverEvent) => void, asked: Subscription, waits: boolean): () => void;
}

export interface Stage {
  readonly newEpoch: () => string;
  /** The newest picture for these namespaces; none: all. */
  readonly build: (namespaces: readonly string[]) => Topology | undefined;
  readonly sources: () => SourceState[];
  /** How long a viewer waits for a look before it is sent what is held. */
  readonly patienceMs: number;
  /** Runs what may go wrong where nobody would hear of it. */
  readonly attempt: (run: () => void) => void;
}

export function createAudience(stage: Stage): Audience {
  const channels = createScopedChannels(stage.newEpoch);
  const waiting = createWaitingRoom(stage.patienceMs);

  /** A channel that is new has nothing to greet with, though its window may. */
  function greet(guest: Guest, channel: PictureChannel, namespaces: readonly string[]): void {
    if (!guest.isWaiting()) return;
    const isNew = channel.current() === undefined && channels.whole.current() !== undefined;
    const held = isNew ? stage.build(namespaces) : undefined;
    if (held !== undefined) channel.publish(held);
    guest.greet(stage.sources());
  }

  return {
    current: () => {
      const topology = channels.whole.current();
      return topology && { ...topology, sources: stage.sources() };
    },
    isWatched: channels.isWatched,
    publish: () => channels.publish(stage.build),
    publishStale: () => {
      channels.publishStale(stage.sources());
      // Without a picture there is nothing better to wait for.
      if (channels.whole.current() === undefined) waiting.callAll();
    },
    greetWaiting: waiting.callAll,
    join: (listener, { namespaces = [], lastEventId }, waits) => {
      const channel = channels.of(namespaces);
      const guest = channel.join(listener, lastEventId);
      const greetNow = () => stage.attempt(() => greet(guest, channel, namespaces));
      const stopWaiting = waits ? waiting.enter(greetNow) : undefined;
      if (!waits) greetNow();
      return () => {
        stopWaiting?.();
        guest.leave();
      };
    },
  };
}
