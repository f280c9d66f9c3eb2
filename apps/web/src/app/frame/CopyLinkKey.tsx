import { useKeys } from "../../ui/use-keys.ts";
import { useCopyLink } from "./use-copy-link.ts";

/** The key that copies the address, on every page. */
export function CopyLinkKey() {
  const copyLink = useCopyLink();
  useKeys({ c: () => void copyLink() });
  return null;
}
