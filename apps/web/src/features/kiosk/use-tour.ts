import { useEffect, useEffectEvent, useState } from "react";
import { beginning, nextStop, type Stop, standing } from "./tour.ts";

/** Goes on by itself, every so many seconds; `goOn` does so at once, and the time begins anew. */
export function useTour(problems: readonly string[], everySeconds: number): { stop: Stop; goOn: () => void } {
  const [stop, setStop] = useState(beginning);
  const [begun, setBegun] = useState(0);
  const here = standing(stop, problems);
  const step = useEffectEvent(() => setStop(nextStop(here, problems)));
  useEffect(() => {
    const timer = setInterval(() => step(), everySeconds * 1000);
    return () => clearInterval(timer);
  }, [everySeconds, begun]);
  const goOn = () => {
    setStop(nextStop(here, problems));
    setBegun(begun + 1);
  };
  return { stop: here, goOn };
}
