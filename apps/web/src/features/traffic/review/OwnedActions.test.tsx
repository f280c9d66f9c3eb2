// @vitest-environment happy-dom
import type { RoutePlan } from "@fyr/contract";
import { createMemoryHistory, createRootRoute, createRouter, RouterContextProvider } from "@tanstack/react-router";
import { act } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { ReviewActions } from "./ReviewActions.tsx";

const plan: RoutePlan = {
  route: { kind: "VirtualService", namespace: "shop", name: "pricing" },
  rule: { protocol: "http", index: 0 },
  apiVersion: "networking.istio.io/v1",
  resourceVersion: "7",
  before: [],
  after: [],
  patch: [{ op: "replace", path: "/spec/http/0/route/0/weight", value: 100 }],
  yaml: { before: "", after: "weight: 100" },
  kubectl: "kubectl patch",
  checks: [],
  owner: {
    kind: "argocd",
    name: "shop",
    reverts: "yes",
    why: "self-heal",
    drives: false,
    source: { repoUrl: "https://github.com/acme/shop", path: "prod", revision: "main" },
  },
  confirmations: ["owner-reverts"],
};
let root: Root;
const onApply = vi.fn();
const onBack = vi.fn();

beforeEach(() => {
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  document.body.innerHTML = "<div id=root></div>";
  root = createRoot(document.getElementById("root") ?? document.body);
  onApply.mockReset();
  onBack.mockReset();
  const router = createRouter({ routeTree: createRootRoute(), history: createMemoryHistory() });
  act(() =>
    root.render(
      <RouterContextProvider router={router as never}>
        <ReviewActions
          plan={plan}
          reason=""
          hindrance={undefined}
          applying={false}
          compact={false}
          onReason={() => {}}
          onBack={onBack}
          onApply={onApply}
        />
      </RouterContextProvider>,
    ),
  );
});
afterEach(() => act(() => root.unmount()));

it("offers to take the change to where the object comes from, and says what comes of applying it here", () => {
  expect(document.body.textContent).toContain("Argo CD shop owns this object and heals itself");
  expect(names()).toContain("Copy patch");
  expect(document.querySelector("a")?.href).toBe("https://github.com/acme/shop/tree/main/prod");
  expect(names()).not.toContain("Apply anyway Ctrl ↵");
});

it("applies only after a second yes", () => {
  press("Enter");
  expect(onApply).not.toHaveBeenCalled();
  expect(document.body.textContent).toContain("Apply anyway: Argo CD shop will put it back within minutes.");
  press("Enter");
  expect(onApply).toHaveBeenCalledOnce();
});

it("closes the question first when going back", () => {
  press("Enter");
  press("Escape");
  expect(onBack).not.toHaveBeenCalled();
  press("Escape");
  expect(onBack).toHaveBeenCalledOnce();
});

function names(): string[] {
  return [...document.querySelectorAll("button")].map((button) => button.textContent?.trim() ?? "");
}

function press(key: string): void {
  act(() => {
    document.dispatchEvent(new KeyboardEvent("keydown", { key, ctrlKey: key === "Enter", bubbles: true }));
  });
}
