import { expect, it } from "vitest";
import { errorOfStatus } from "./kubernetes-error.ts";

const status = (message: string) => ({ kind: "Status", apiVersion: "v1", status: "Failure", message });

it.each([
  { http: 403, said: 'virtualservices "payment" is forbidden', code: "forbidden" },
  { http: 403, said: 'admission webhook "policy.example" denied the request: no', code: "rejected" },
  {
    http: 400,
    said: 'admission webhook "validation.istio.io" denied the request: configuration is invalid',
    code: "rejected",
  },
  { http: 404, said: 'virtualservices "payment" not found', code: "unknown_route" },
  { http: 409, said: "the object has been modified", code: "conflict" },
  { http: 422, said: "the server rejected our request due to an error in our request", code: "conflict" },
  { http: 422, said: "testing value /spec failed: test failed", code: "conflict" },
  { http: 422, said: 'VirtualService "payment" is invalid: spec.http: Invalid value: "x"', code: "rejected" },
  { http: 429, said: "too many requests", code: "kubernetes_unavailable" },
  { http: 500, said: "etcd is gone", code: "kubernetes_unavailable" },
])("takes $http “$said” for $code", ({ http, said, code }) => {
  expect(errorOfStatus(http, status(said))).toMatchObject({ code, message: said, status: http });
});

it("says what is wrong where the server has one word only", () => {
  const error = errorOfStatus(401, status("Unauthorized"));
  expect(error).toMatchObject({ code: "not_accepted", status: 401 });
  expect(error.message).toMatch(/credentials.*\.$/);
});

it("has a sentence of its own where the server said nothing readable", () => {
  expect(errorOfStatus(502, undefined).message).toBe("The Kubernetes API server answered 502.");
});
