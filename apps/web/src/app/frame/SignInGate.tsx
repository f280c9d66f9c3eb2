import type { Me } from "@fyr/contract";
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Suspense, useEffect, useRef } from "react";
import { me } from "../../api/queries.ts";
import { loadLater } from "../../ui/load-later.tsx";
import { type SignInStore, useIsLost } from "./sign-in-store.ts";

const SignInPage = loadLater(async () => (await import("../../features/sign-in/SignInPage.tsx")).SignInPage);
const SignInAgain = loadLater(async () => (await import("../../features/sign-in/SignInAgain.tsx")).SignInAgain);

/**
 * The pages, for those who are signed in or need not be. Who was and is no more signs in above them: what they were
 * doing stays.
 */
export function SignInGate({ store, children }: { store: SignInStore; children: React.ReactNode }) {
  const { data } = useQuery(me);
  const queryClient = useQueryClient();
  const isLost = useIsLost(store);
  useReloadForAnother(data);
  function signedIn(now: Me): void {
    // What is on screen was theirs who left.
    if (data !== undefined && data.user !== now.user) {
      window.location.reload();
      return;
    }
    store.found();
    queryClient.setQueryData(me.queryKey, now);
    void queryClient.invalidateQueries();
  }
  if (isLost && data === undefined) {
    return (
      <Suspense>
        <SignInPage onSignedIn={signedIn} />
      </Suspense>
    );
  }
  return (
    <>
      {children}
      {isLost && data !== undefined && (
        <Suspense>
          <SignInAgain user={data.user} onSignedIn={signedIn} />
        </Suspense>
      )}
    </>
  );
}

/** Another page of this browser may have signed in as somebody else. */
function useReloadForAnother(data: Me | undefined): void {
  const user = useRef<string>(undefined);
  useEffect(() => {
    if (data === undefined) return;
    if (user.current !== undefined && user.current !== data.user) window.location.reload();
    user.current = data.user;
  }, [data]);
}
