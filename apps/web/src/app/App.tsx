import { MantineProvider } from "@mantine/core";
import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { Suspense, useState } from "react";
import { ApiError } from "../api/api-error.ts";
import type { OpenStream } from "../live/open-stream.ts";
import { loadLater } from "../ui/load-later.tsx";
import { OpenStreamContext } from "./open-stream-context.ts";
import { router } from "./router.tsx";
import { resolveVariables, theme } from "./theme.ts";

const Toasts = loadLater(async () => (await import("./Toasts.tsx")).Toasts);

/** `nonce`: what the page's policy asks of styles made while running. */
export function App({ openStream, nonce }: { openStream: OpenStream; nonce: string }) {
  const [queryClient] = useState(createQueryClient);
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={resolveVariables}
      defaultColorScheme="auto"
      {...(nonce !== "" && { getStyleNonce: () => nonce })}
    >
      <QueryClientProvider client={queryClient}>
        <OpenStreamContext value={openStream}>
          <RouterProvider router={router} />
        </OpenStreamContext>
        <Suspense>
          <Toasts />
        </Suspense>
      </QueryClientProvider>
    </MantineProvider>
  );
}

/** Tried again only where trying can help: not when the server said no. */
function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      // A laptop without a network still reaches a Fyr of its own; and a change must fail now, not be sent later.
      mutations: { networkMode: "always" },
      queries: {
        networkMode: "always",
        refetchOnWindowFocus: false,
        retry: (count, error) => count < 2 && !isAnswer(error),
      },
    },
  });
}

function isAnswer(error: Error): boolean {
  return error instanceof ApiError && error.code !== "unreachable" && error.code !== "unreadable";
}
