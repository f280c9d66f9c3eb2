import { type RefObject, useEffect, useState } from "react";
import { flushSync } from "react-dom";

/** Is the element narrower than so many px? What then changes has changed before those act who watch its size from later on. */
export function useIsNarrow(element: RefObject<Element | null>, lessThan: number): boolean {
  const [isNarrow, setNarrow] = useState(false);
  useEffect(() => {
    const { current } = element;
    if (current === null) return;
    const look = () => setNarrow(current.clientWidth < lessThan);
    look();
    const resized = new ResizeObserver(() => flushSync(look));
    resized.observe(current);
    return () => resized.disconnect();
  }, [element, lessThan]);
  return isNarrow;
}
