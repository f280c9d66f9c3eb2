/** What the tests use of the map's window on itself (apps/web/src/features/map/map-hook.ts). */
interface MapHook {
  ready(): boolean;
  counts(): { nodes: number; edges: number };
  nodes(): { id: string; title: string; meta: string; classes: string[]; x: number; y: number }[];
  edges(): { id: string; source: string; target: string; classes: string[] }[];
  boxes(): { id: string; name: string }[];
  viewport(): { x: number; y: number; zoom: number };
  labels(): Record<string, string[]>;
  pointOf(id: string): { x: number; y: number } | undefined;
}

interface Window {
  readonly __map?: MapHook;
}
