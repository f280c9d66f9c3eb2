import type { OwnerSource } from "@fyr/contract";
import { expect, it } from "vitest";
import { byHand } from "../route/route.fixture.ts";
import { sourceLink } from "./owner-source.ts";

it.each<{ source: OwnerSource; href: string | undefined }>([
  {
    source: { repoUrl: "https://github.com/acme/pay.git", path: "prod/eu", revision: "main" },
    href: "https://github.com/acme/pay/tree/main/prod/eu",
  },
  {
    source: { repoUrl: "git@github.com:acme/pay.git", path: "prod" },
    href: "https://github.com/acme/pay/tree/HEAD/prod",
  },
  {
    source: { repoUrl: "ssh://git@gitlab.acme.io/team/pay", path: "prod", revision: "v1.2" },
    href: "https://gitlab.acme.io/team/pay/-/tree/v1.2/prod",
  },
  { source: { repoUrl: "https://user:secret@git.acme.io/pay.git", path: "prod" }, href: "https://git.acme.io/pay" },
  { source: { repoUrl: "oci://registry.acme.io/pay", chart: "pay" }, href: undefined },
  { source: { repoUrl: "javascript:alert(1)" }, href: undefined },
  { source: { chart: "billing-2.4.1" }, href: undefined },
])("opens $href for $source", ({ source, href }) => {
  expect(sourceLink({ ...byHand, kind: "argocd", source })?.href).toBe(href);
});

it("says what an owner says of its source, and nothing where it says nothing", () => {
  const source = { repoUrl: "https://git.acme.io/pay", path: "prod", revision: "main" };
  expect(sourceLink({ ...byHand, source })?.words).toBe("https://git.acme.io/pay prod at main");
  expect(sourceLink(byHand)).toBeUndefined();
});
