// @vitest-environment happy-dom
import { act, useState } from "react";
import { createRoot, type Root } from "react-dom/client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { ExpressionField } from "./ExpressionField.tsx";
import { findPresets } from "./presets.ts";
import { smallMesh } from "./small-mesh.fixture.ts";

let root: Root;
let changes: [text: string, isSameStep: boolean][];
let left: number;
let cleared: number;

beforeEach(() => {
  vi.useFakeTimers();
  Object.assign(globalThis, { IS_REACT_ACT_ENVIRONMENT: true });
  window.localStorage.clear();
  document.body.innerHTML = "<div id=root></div>";
  root = createRoot(document.getElementById("root") ?? document.body);
  changes = [];
  left = 0;
  cleared = 0;
});
afterEach(() => {
  act(() => root.unmount());
  vi.useRealTimers();
});

describe("typing", () => {
  it("puts in force what rests and can be read, as one step until Enter", () => {
    show();
    type("failing");
    type("failing and ht");
    expect(changes).toEqual([]);
    rest();
    type("failing and http");
    rest();
    press("Enter");
    type("tcp");
    rest();
    expect(changes).toEqual([
      ["failing and ht", false],
      ["failing and http", true],
      ["tcp", false],
    ]);
  });

  it("goes on from what was typed before the field was there", () => {
    show("", "fail");
    expect(document.activeElement).toBe(combobox());
    expect([combobox().value, combobox().selectionStart]).toEqual(["fail", 4]);
    rest();
    expect(changes).toEqual([["fail", false]]);
    press("Enter");
    expect(changes).toHaveLength(1);
  });

  it("keeps what could be read last in force, and says what is wrong and where", () => {
    show("failing");
    type("failing and errors > 1");
    expect(said()).toBe("");
    rest();
    expect(changes).toEqual([]);
    expect(said()).toContain("errors is written like 1%");
    expect(said()).toContain("In force until then: failing");
    expect(document.querySelector("mark")?.textContent).toBe("1");
    expect(combobox().getAttribute("aria-invalid")).toBe("true");
    expect(combobox().getAttribute("aria-describedby")).toBe(document.querySelector("[role=status]")?.id);
  });

  it("shows what is in force from elsewhere: back, or a view with a name", () => {
    show("failing");
    type("tcp");
    rest();
    act(() => setValue("plaintext"));
    expect(combobox().value).toBe("plaintext");
  });
});

describe("leaving", () => {
  it("takes one Esc where nothing is written, though offers stand below", () => {
    show();
    act(() => combobox().focus());
    press("Escape");
    expect(document.activeElement).toBe(document.body);
    expect(left).toBe(1);
  });

  it("gives the focus away when it is cleared", () => {
    show("failing");
    act(() => document.querySelector<HTMLButtonElement>("[aria-label='Clear find']")?.click());
    expect(changes).toEqual([["", false]]);
    expect(cleared).toBe(1);
    expect(document.activeElement).not.toBe(combobox());
  });
});

describe("the list", () => {
  it("offers what people ask for often, and takes one with the arrows and Enter", () => {
    show();
    act(() => combobox().focus());
    expect(options()[0]).toContain("failing");
    press("ArrowDown");
    press("ArrowDown");
    expect(document.getElementById(combobox().getAttribute("aria-activedescendant") ?? "")?.textContent).toContain(
      "rate",
    );
    press("Enter");
    expect(changes).toEqual([["rate > 1", false]]);
    expect(combobox().getAttribute("aria-expanded")).toBe("false");
  });

  it("completes the word that was begun with Tab, and goes on to what may follow", () => {
    show();
    type("plaint");
    press("Tab");
    expect(combobox().value).toBe("plaintext ");
    expect(options()[0]).toContain("and");
  });

  it("knows the names that are on the map", () => {
    show();
    type("name = ca");
    expect(options()).toEqual([expect.stringContaining("cart")]);
  });

  it("leaves Tab alone where no word was begun, and closes with Esc", () => {
    show();
    act(() => combobox().focus());
    expect(press("Tab").defaultPrevented).toBe(false);
    type("fail");
    press("Escape");
    expect(combobox().getAttribute("aria-expanded")).toBe("false");
    expect(document.activeElement).toBe(combobox());
  });

  it("offers again what was used lately", () => {
    show();
    type("errors > 5%");
    press("Enter");
    type("");
    expect(options().at(-1)).toContain("errors > 5%");
  });
});

let setValue: (text: string) => void;

function Field({ first, ahead }: { first: string; ahead: string | undefined }) {
  const [value, set] = useState(first);
  setValue = set;
  return (
    <ExpressionField
      name="Find"
      placeholder=""
      value={value}
      topology={smallMesh("web>cart", "web>pay 0.02")}
      presets={findPresets}
      outcome="1 edge"
      called={ahead === undefined ? 0 : 1}
      ahead={ahead}
      onChange={(text, isSameStep) => {
        changes.push([text, isSameStep]);
        set(text);
      }}
      onLeave={() => {
        left++;
      }}
      onCleared={() => {
        cleared++;
      }}
    />
  );
}

function show(first = "", ahead?: string): void {
  act(() => root.render(<Field first={first} ahead={ahead} />));
}

function combobox(): HTMLInputElement {
  const found = document.querySelector<HTMLInputElement>("input[role=combobox]");
  if (found === null) throw new Error("No combobox");
  return found;
}

function options(): string[] {
  return [...document.querySelectorAll("[role=option]")].map((option) => option.textContent ?? "");
}

function said(): string {
  return document.querySelector("[role=status]")?.textContent ?? "";
}

function type(text: string): void {
  act(() => {
    combobox().focus();
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(combobox(), text);
    combobox().setSelectionRange(text.length, text.length);
    combobox().dispatchEvent(new Event("input", { bubbles: true }));
  });
}

function rest(): void {
  act(() => vi.advanceTimersByTime(200));
}

function press(key: string): KeyboardEvent {
  const event = new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true });
  act(() => void combobox().dispatchEvent(event));
  return event;
}
