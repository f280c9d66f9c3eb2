import type { UnsplitService } from "@fyr/contract";

/** What the split of a service begins with, in a title and a sentence. */
export function splitInWords({ service, versions, measured, way }: UnsplitService): { title: string; words: string } {
  const shares = versions.map(({ version, shareNow }) => `${version} ${Math.round(shareNow * 100)} %`).join(", ");
  const why = measured ? "as traffic is seen to go now" : "by ready pods, as no traffic is seen";
  const next = "Nothing moves by this; move weights on the Traffic page then.";
  const how =
    way === "VirtualService"
      ? "Subsets first, then the VirtualService that sends to them."
      : "A Service for each version first, then the HTTPRoute that sends to them.";
  return { title: `Start a canary of ${service}`, words: `It begins with ${shares}, ${why}. ${next} ${how}` };
}
