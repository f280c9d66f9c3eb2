import { useEffect } from "react";

/**
 * Keeps the screen awake while mounted, where the browser can. A hidden page loses the lock; it is asked for again when
 * the page is seen again. https://developer.mozilla.org/docs/Web/API/Screen_Wake_Lock_API
 */
export function useWakeLock(): void {
  useEffect(() => {
    let lock: WakeLockSentinel | undefined;
    let isOver = false;
    const release = () => void lock?.release().catch(() => undefined);
    const ask = async () => {
      if (document.visibilityState !== "visible" || lock?.released === false) return;
      // Refused on low battery or by a policy: the screen then sleeps as it is set to.
      lock = await navigator.wakeLock?.request("screen").catch(() => undefined);
      if (isOver) release();
    };
    const askAgain = () => void ask();
    askAgain();
    document.addEventListener("visibilitychange", askAgain);
    return () => {
      isOver = true;
      document.removeEventListener("visibilitychange", askAgain);
      release();
    };
  }, []);
}
