import { gzipSync } from "node:zlib";
import react from "@vitejs/plugin-react";
import { defineConfig, loadEnv } from "vite";
import { firstLoadBudget } from "./src/build/first-load-budget.ts";

/** Bytes of JavaScript, gzipped, that everybody waits for. */
const firstLoadBytes = 350_000;

/** `pnpm dev` serves the page and passes `/api` on to a running server: FYR_SERVER, by default the demo's. */
export default defineConfig(({ mode }) => {
  const { FYR_SERVER = "http://127.0.0.1:4180" } = loadEnv(mode, ".", "FYR_");
  return {
    plugins: [react(), firstLoadBudget(firstLoadBytes, (code) => gzipSync(code).length)],
    build: { target: "es2024", sourcemap: false, chunkSizeWarningLimit: 1700 },
    worker: { format: "es" },
    // The server compares Host and Origin: both stay the page's own.
    server: { proxy: { "/api": { target: FYR_SERVER } } },
  };
});
