import { createContext } from "react";
import type { OpenStream } from "../live/open-stream.ts";

/** How this browser opens the event stream; main.tsx chooses. */
export const OpenStreamContext = createContext<OpenStream>(() => () => {});
