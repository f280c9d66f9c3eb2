import type { Picture, UsualPicture } from "@fyr/topology";
import { keepOfUnwell } from "../source/usual-of-unwell.ts";

/**
 * The usual is measured anew every few minutes, an hour behind: of trouble that lasts longer it would be the trouble
 * itself. What was unwell in the picture before keeps the usual of when it was well.
 */
export function createUsualWhileWell(): (
  measured: UsualPicture | undefined,
  before: Pick<Picture, "unwellFrom"> | undefined,
) => UsualPicture | undefined {
  let last: { readonly of: UsualPicture; readonly kept: UsualPicture } | undefined;
  return (measured, before) => {
    if (measured === undefined) return last?.kept;
    if (last?.of !== measured)
      last = { of: measured, kept: last && before ? keepOfUnwell(last.kept, measured, before) : measured };
    return last.kept;
  };
}
