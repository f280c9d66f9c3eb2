// Loaded after the first picture, which needs no other grain.
export { createRegrain } from "@fyr/topology";
