export { buildPicture, buildTopology } from "./build.ts";
export { applyDiff, diffTopology } from "./diff.ts";
export { defaultTolerances, type Tolerances } from "./health.ts";
export type * from "./inventory.ts";
export type { Lasting, Picture, PictureInput, Usual } from "./picture.ts";
export { histogramQuantile, monotonicCounts } from "./quantile.ts";
export { classifyResponse, type ResponseClass } from "./responses.ts";
export type * from "./samples.ts";
export { usualOf } from "./usual.ts";
