import Type from "typebox";

/** For endpoints that take no parameters: one that is not known is a mistake worth telling. */
export const noQuery = Type.Object({}, { additionalProperties: false });
