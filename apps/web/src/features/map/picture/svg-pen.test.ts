import { describe, expect, it } from "vitest";
import type { Pen } from "../draw/pen.ts";
import { createSvgPen } from "./svg-pen.ts";

const ruler = { font: "", measureText: (words: string) => ({ width: words.length * 6 }) as TextMetrics };

function drawn(draw: (pen: Pen) => void): string {
  const { pen, take } = createSvgPen(ruler);
  draw(pen);
  return take();
}

describe("an SVG pen", () => {
  it("writes a line down where the pen stands, as thick as it is there", () => {
    const line = drawn((pen) => {
      pen.translate(10, 20);
      pen.scale(2, 2);
      pen.beginPath();
      pen.moveTo(0, 0);
      pen.quadraticCurveTo(5, 0, 5, 5);
      pen.strokeStyle = "#ff5a5f";
      pen.lineWidth = 1.5;
      pen.setLineDash([8, 4]);
      pen.stroke();
    });
    expect(line).toBe(
      `<path d="M10 20Q20 20 20 30" fill="none" stroke="#ff5a5f" stroke-width="3" stroke-dasharray="16 8"/>`,
    );
  });

  it("turns a whole circle in two halves and a part of one in a single arc", () => {
    const arcs = drawn((pen) => {
      pen.beginPath();
      pen.arc(0, 0, 5, 0, 2 * Math.PI);
      pen.fill();
      pen.beginPath();
      pen.arc(0, 0, 5, 0, 1.5 * Math.PI);
      pen.stroke();
    });
    expect(arcs.split("\n")).toEqual([
      `<path d="M5 0A5 5 0 0 1 -5 0A5 5 0 0 1 5 0" fill="#000"/>`,
      `<path d="M5 0A5 5 0 1 1 0 -5" fill="none" stroke="#000" stroke-width="1"/>`,
    ]);
  });

  it("keeps text as text, in its size and weight, with nothing a name could break out with", () => {
    const text = drawn((pen) => {
      pen.scale(2, 2);
      pen.font = "600 12px Inter";
      pen.textAlign = "center";
      pen.fillStyle = "#fff";
      pen.globalAlpha = 0.15;
      pen.fillText('<b onload="x">&\u0007', 3, 4);
    });
    expect(text).toBe(
      `<text x="6" y="8" font-size="24" font-weight="600" text-anchor="middle" fill="#fff" opacity="0.15">&lt;b onload=&quot;x&quot;&gt;&amp;</text>`,
    );
  });

  it("narrows words that are longer than their room, and leaves them whole", () => {
    const text = drawn((pen) => {
      pen.scale(2, 2);
      pen.font = "600 12px Inter";
      pen.fillText("recommendations", 3, 4, 60);
      pen.fillText("ads", 3, 4, 60);
    });
    expect(text.split("\n")).toEqual([
      `<text x="6" y="8" font-size="24" font-weight="600" textLength="120" lengthAdjust="spacingAndGlyphs" fill="#000">recommendations</text>`,
      `<text x="6" y="8" font-size="24" font-weight="600" fill="#000">ads</text>`,
    ]);
  });

  it("stands again where it stood, with what it had, after a restore", () => {
    const rects = drawn((pen) => {
      pen.fillStyle = "#111";
      pen.save();
      pen.translate(100, 0);
      pen.fillStyle = "#222";
      pen.fillRect(0, 0, 1, 1);
      pen.restore();
      pen.fillRect(0, 0, 1, 1);
    });
    expect(rects.split("\n").map((rect) => rect.match(/x="(\d+)".*fill="(#\d+)"/)?.slice(1))).toEqual([
      ["100", "#222"],
      ["0", "#111"],
    ]);
  });

  it("measures words as the canvas does, and gives out what it drew once", () => {
    const { pen, take } = createSvgPen(ruler);
    expect(pen.measureText("payment").width).toBe(42);
    pen.fillRect(0, 0, 1, 1);
    expect(take()).not.toBe("");
    expect(take()).toBe("");
  });
});
