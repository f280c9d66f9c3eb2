import { MantineProvider } from "@mantine/core";
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { Suspense, useState } from "react";
import { ApiError } from "../api/api-error.ts";
import type { OpenStream } from "../live/open-stream.ts";
import { loadLater } from "../ui/load-later.tsx";
import { SignInGate } from "./frame/SignInGate.tsx";
import { createSignInStore } from "./frame/sign-in-store.ts";
import { resolveVariables, theme } from "./frame/theme.ts";
import { OpenStreamContext } from "./open-stream-context.ts";
import { router } from "./router.tsx";

const Toasts = loadLater(async () => (await import("./frame/Toasts.tsx")).Toasts);

/** `nonce`: what the page's policy asks of styles made while running. */
export function App({ openStream, nonce }: { openStream: OpenStream; nonce: string }) {
  const [signIn] = useState(createSignInStore);
  const [queryClient] = useState(() => createQueryClient(signIn.heard));
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={resolveVariables}
      defaultColorScheme="auto"
      {...(nonce !== "" && { getStyleNonce: () => nonce })}
    >
      <QueryClientProvider client={queryClient}>
        <OpenStreamContext value={openStream}>
          <SignInGate store={signIn}>
            <RouterProvider router={router} />
          </SignInGate>
        </OpenStreamContext>
        <Suspense>
          <Toasts />
        </Suspense>
      </QueryClientProvider>
    </MantineProvider>
  );
}

/** Tried again only where trying can help: not when the server said no. */
function createQueryClient(onError: (error: unknown) => void): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
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
