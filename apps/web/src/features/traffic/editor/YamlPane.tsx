import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { yaml } from "@codemirror/lang-yaml";
import { HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { type Diagnostic, setDiagnostics } from "@codemirror/lint";
import { Compartment, EditorState } from "@codemirror/state";
import { EditorView, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { useEffect, useEffectEvent, useRef } from "react";
import type { YamlFault } from "./spec-draft.ts";

interface YamlPaneProps {
  readonly label: string;
  readonly text: string;
  readonly fault: YamlFault | undefined;
  readonly readOnly: boolean;
  readonly onText: (text: string) => void;
}

/** The YAML side of the editor. Tab leaves it, as everywhere; undo is its own. */
export function YamlPane({ label, text, fault, readOnly, onText }: YamlPaneProps) {
  const place = useRef<HTMLDivElement>(null);
  const shown = useRef<{ view: EditorView; locked: Compartment }>(null);
  const tell = useEffectEvent(onText);
  const begin = useEffectEvent(() => text);
  useEffect(() => {
    const { current: parent } = place;
    if (parent === null) return;
    const locked = new Compartment();
    const view = new EditorView({
      parent,
      state: EditorState.create({
        doc: begin(),
        extensions: [
          lineNumbers(),
          history(),
          keymap.of([...defaultKeymap, ...historyKeymap]),
          yaml(),
          syntaxHighlighting(colors),
          look,
          EditorView.cspNonce.of(styleNonce()),
          EditorView.lineWrapping,
          EditorView.contentAttributes.of({ "aria-label": label }),
          locked.of([]),
          EditorView.updateListener.of((update) => {
            if (update.docChanged && !update.transactions.some((each) => each.isUserEvent("form"))) {
              tell(update.state.doc.toString());
            }
          }),
        ],
      }),
    });
    shown.current = { view, locked };
    return () => {
      view.destroy();
      shown.current = null;
    };
  }, [label]);
  useEffect(() => {
    const view = shown.current?.view;
    if (view === undefined || view.state.doc.toString() === text) return;
    view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, userEvent: "form" });
  }, [text]);
  useEffect(() => {
    const view = shown.current?.view;
    view?.dispatch(setDiagnostics(view.state, fault === undefined ? [] : [diagnosticOf(fault, view.state)]));
  }, [fault]);
  useEffect(() => {
    const { current } = shown;
    current?.view.dispatch({ effects: current.locked.reconfigure(EditorState.readOnly.of(readOnly)) });
  }, [readOnly]);
  return <div ref={place} />;
}

function diagnosticOf({ line, message }: YamlFault, state: EditorState): Diagnostic {
  const { from, to } = state.doc.line(Math.min(line, state.doc.lines));
  return { from, to, severity: "error", message };
}

/** What the page's policy asks of styles made while running. */
function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? "";
}

const colors = HighlightStyle.define([
  { tag: [tags.propertyName, tags.definition(tags.propertyName)], color: "var(--info)" },
  { tag: tags.comment, color: "var(--t3)" },
  { tag: [tags.string, tags.content], color: "var(--t1)" },
  { tag: [tags.separator, tags.punctuation], color: "var(--t3)" },
]);

const look = EditorView.theme({
  "&": { backgroundColor: "var(--canvas)", color: "var(--t1)", fontSize: "var(--text-12)" },
  "&.cm-focused": { outline: "2px solid var(--info)", outlineOffset: "-2px" },
  ".cm-scroller": { fontFamily: "var(--mono)", lineHeight: "1.5" },
  ".cm-gutters": { backgroundColor: "var(--s2)", color: "var(--t3)", border: "none" },
  ".cm-cursor": { borderLeftColor: "var(--t1)" },
  ".cm-selectionBackground, &.cm-focused .cm-selectionBackground": { backgroundColor: "var(--accent-soft) !important" },
  ".cm-tooltip": { backgroundColor: "var(--s1)", color: "var(--t1)", border: "1px solid var(--line2)" },
  ".cm-diagnostic-error": { borderLeftColor: "var(--bad)" },
});
