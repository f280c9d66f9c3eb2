/** No second reload for the same lack within this time: then it is not a new build that is missing. */
const calmMs = 30_000;

/**
 * A page older than the server asks for parts that are gone. The address holds the whole state, so loading the page
 * again shows the same in the new build. `storage` keeps when it last did so.
 */
export function reloadWhenReplaced(page: Window, storage: Pick<Storage, "getItem" | "setItem">): () => void {
  const lastKey = "fyr-reloaded";
  const onMissing = (event: Event) => {
    if (Date.now() - Number(storage.getItem(lastKey) ?? 0) < calmMs) return;
    storage.setItem(lastKey, String(Date.now()));
    event.preventDefault();
    page.location.reload();
  };
  page.addEventListener("vite:preloadError", onMissing);
  return () => page.removeEventListener("vite:preloadError", onMissing);
}
