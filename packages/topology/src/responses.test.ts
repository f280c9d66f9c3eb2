import { expect, it } from "vitest";
import { classifyResponse } from "./responses.ts";

it.each([
  { code: "200", is: "success" },
  { code: "301", is: "success" },
  { code: "404", is: "client-error" },
  { code: "503", flags: "UF,URX", is: "server-error" },
  { code: "0", flags: "UC", is: "server-error" },
  { code: "0", is: "server-error" },
  { code: "0", flags: "DC", is: "success" },
  { code: "0", flags: "UT,DC", is: "success" },
  { code: "200", grpcStatus: "0", is: "success" },
  ...["2", "4", "8", "10", "12", "13", "14", "15"].map((grpcStatus) => ({
    code: "200",
    grpcStatus,
    is: "server-error",
  })),
  ...["1", "3", "5", "6", "7", "9", "11", "16"].map((grpcStatus) => ({ code: "200", grpcStatus, is: "client-error" })),
  { code: "503", grpcStatus: "5", is: "server-error" },
  { code: "unknown", is: "unknown" },
  { code: "unknown", grpcStatus: "0", is: "success" },
  { code: "unknown", grpcStatus: "14", is: "server-error" },
])("counts $code $grpcStatus $flags as $is", ({ code, is, ...rest }) => {
  const { grpcStatus, flags } = { grpcStatus: undefined, flags: undefined, ...rest };
  expect(classifyResponse(code, grpcStatus, flags)).toBe(is);
});
