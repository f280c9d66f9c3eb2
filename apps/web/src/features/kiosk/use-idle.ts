import { useEffect, useState } from "react";

const REST_MS = 3000;

/** Nobody moved the pointer or pressed a key for a while. */
export function useIdle(): boolean {
  const [isIdle, setIdle] = useState(false);
  useEffect(() => {
    let timer = setTimeout(() => setIdle(true), REST_MS);
    const stir = () => {
      setIdle(false);
      clearTimeout(timer);
      timer = setTimeout(() => setIdle(true), REST_MS);
    };
    window.addEventListener("pointermove", stir);
    window.addEventListener("keydown", stir);
    return () => {
      clearTimeout(timer);
      window.removeEventListener("pointermove", stir);
      window.removeEventListener("keydown", stir);
    };
  }, []);
  return isIdle;
}
