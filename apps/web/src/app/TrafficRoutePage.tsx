/** Filled by features/traffic. */
export function TrafficRoutePage() {
  return null;
}
