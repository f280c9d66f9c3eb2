import type { Owner } from "@fyr/contract";

/** Where an owner takes the object from: a page to open where the repository's host is known, and words for it. */
export interface SourceLink {
  readonly href?: string;
  readonly words: string;
}

/** Of GitHub, GitLab and Bitbucket the very folder; of other hosts the repository itself. Nothing but web pages. */
export function sourceLink({ source }: Owner): SourceLink | undefined {
  if (source === undefined) return undefined;
  const { repoUrl, path, revision, chart } = source;
  const words = [repoUrl, path, revision && `at ${revision}`, chart && `chart ${chart}`].filter(Boolean).join(" ");
  const page = repoUrl === undefined ? undefined : webPage(repoUrl);
  if (page === undefined) return words === "" ? undefined : { words };
  const folder = path === undefined ? undefined : folderIn(page, path, revision ?? "HEAD");
  return { href: folder ?? page.href, words };
}

/** `git@github.com:acme/pay.git` and `ssh://git@…` are the same repository as its https page. */
function webPage(repoUrl: string): URL | undefined {
  const https = repoUrl.replace(/^(?:ssh:\/\/)?git@([^:/]+)[:/]/, "https://$1/").replace(/\.git\/?$/, "");
  if (!URL.canParse(https)) return undefined;
  const url = new URL(https);
  url.username = "";
  url.password = "";
  return url.protocol === "https:" || url.protocol === "http:" ? url : undefined;
}

function folderIn(page: URL, path: string, revision: string): string | undefined {
  const folder = path.split("/").map(encodeURIComponent).join("/");
  const at = encodeURIComponent(revision);
  const { href, hostname } = page;
  if (hostname.startsWith("github.")) return `${href}/tree/${at}/${folder}`;
  if (hostname.startsWith("gitlab.")) return `${href}/-/tree/${at}/${folder}`;
  if (hostname.startsWith("bitbucket.")) return `${href}/src/${at}/${folder}`;
  return undefined;
}
