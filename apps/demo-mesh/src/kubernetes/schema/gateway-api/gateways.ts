import { anything, labels, list, object, oneOf, text } from "../schema.ts";
import { namespace, port } from "./route-fields.ts";

const kindRef = object("A kind of object.", { group: text("API group."), kind: text("Kind.") }, { required: ["kind"] });

export const gateway = object(
  "Ports a data plane listens on.",
  {
    gatewayClassName: text("Class that runs it.", { minLength: 1, maxLength: 253 }),
    listeners: list(
      "What it listens on.",
      object(
        "A listener.",
        {
          name: text("Name of the listener.", { minLength: 1, maxLength: 253 }),
          hostname: text("Host name that is served.", { minLength: 1, maxLength: 253 }),
          port,
          protocol: text("Protocol spoken on it.", { minLength: 1, maxLength: 255 }),
          tls: anything("TLS of the listener."),
          allowedRoutes: object(
            "Routes that may attach.",
            {
              namespaces: object(
                "Where they may be.",
                {
                  from: { ...oneOf("Which namespaces.", "All", "Selector", "Same", "None"), default: "Same" },
                  selector: anything("Labels of namespaces."),
                },
                { default: { from: "Same" } },
              ),
              kinds: list("Which kinds.", kindRef, { maxItems: 8 }),
            },
            { default: { namespaces: { from: "Same" } } },
          ),
        },
        { required: ["name", "port", "protocol"] },
      ),
      { minItems: 1, maxItems: 64 },
    ),
    addresses: list("Addresses asked for.", anything("An address.")),
    infrastructure: object("Labels and annotations of what is made for it.", {
      labels: labels("Labels."),
      annotations: labels("Annotations."),
      parametersRef: anything("Further settings."),
    }),
    backendTLS: anything("TLS towards backends."),
    allowedListeners: anything("Listener sets that may attach."),
  },
  { required: ["gatewayClassName", "listeners"] },
);

export const gatewayClass = object(
  "A kind of gateway and who runs it.",
  {
    controllerName: text("The controller that runs gateways of this class.", { minLength: 1, maxLength: 253 }),
    description: text("What it is for.", { maxLength: 64 }),
    parametersRef: anything("Settings for all gateways of the class."),
  },
  { required: ["controllerName"] },
);

export const referenceGrant = object(
  "Leave for routes of other namespaces to refer to objects here.",
  {
    from: list(
      "Who may refer.",
      object(
        "A kind in a namespace.",
        { group: text("API group."), kind: text("Kind."), namespace },
        { required: ["group", "kind", "namespace"] },
      ),
      { minItems: 1, maxItems: 16 },
    ),
    to: list(
      "What may be referred to.",
      object(
        "A kind, or one object.",
        { group: text("API group."), kind: text("Kind."), name: text("Its name.") },
        { required: ["group", "kind"] },
      ),
      { minItems: 1, maxItems: 16 },
    ),
  },
  { required: ["from", "to"] },
);
