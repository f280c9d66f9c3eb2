import type { SourceState, Topology } from "@fyr/contract";
import { createPictureChannel, type PictureChannel } from "./picture-channel.ts";

/** The channels of one window: the whole mesh, and one for each scope that is watched. */
export interface ScopedChannels {
  readonly whole: PictureChannel;
  /** For these namespaces; none is the whole. */
  of(namespaces: readonly string[]): PictureChannel;
  /** Builds and publishes what is watched, and always the whole. */
  publish(build: (namespaces: readonly string[]) => Topology | undefined): void;
  publishStale(sources: readonly SourceState[]): void;
  isWatched(): boolean;
}

export function createScopedChannels(newEpoch: () => string): ScopedChannels {
  const whole = createPictureChannel(newEpoch());
  const scoped = new Map<string, { readonly channel: PictureChannel; readonly namespaces: readonly string[] }>();
  const all = () => [{ channel: whole, namespaces: [] }, ...scoped.values()];

  return {
    whole,
    of: (namespaces) => {
      if (namespaces.length === 0) return whole;
      const key = [...namespaces].sort().join(",");
      const known = scoped.get(key) ?? { channel: createPictureChannel(newEpoch()), namespaces };
      scoped.set(key, known);
      return known.channel;
    },
    publish: (build) => {
      for (const [key, { channel }] of scoped) if (!channel.hasViewers()) scoped.delete(key);
      for (const { channel, namespaces } of all()) {
        const next = build(namespaces);
        if (next !== undefined) channel.publish(next);
      }
    },
    publishStale: (sources) => {
      for (const { channel } of all()) channel.publishStale(sources);
    },
    isWatched: () => all().some(({ channel }) => channel.hasViewers()),
  };
}
