import "./styles/index.ts";
import { createRoot } from "react-dom/client";
import { App } from "./app/App.tsx";
import { reloadWhenReplaced } from "./app/reload-when-replaced.ts";
import { chooseOpenStream } from "./live/open-stream.ts";
import { tellTimesIn } from "./ui/clock.ts";
import { rememberedZone } from "./ui/use-zone.ts";

reloadWhenReplaced(window, window.sessionStorage);
tellTimesIn(rememberedZone(window.localStorage));

const root = document.getElementById("root");
if (root === null) throw new Error("index.html has no #root");

/** Replaced by the server in the page it sends; empty while developing. */
const nonce = document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? "";

createRoot(root).render(<App openStream={chooseOpenStream()} nonce={nonce} />);
