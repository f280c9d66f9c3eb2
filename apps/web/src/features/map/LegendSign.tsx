import { badges } from "./marks/badges.ts";
import { edgeLooks, widthOf } from "./marks/edge-looks.ts";
import type { Mark } from "./marks/legend-marks.ts";
import { nodeShapes } from "./marks/node-shapes.ts";
import { cssColour } from "./palette.ts";

/** Half of a sign's width and height, px; it is drawn around its middle. */
const HALF = { width: 17, height: 8 } as const;
const USUAL_REQUESTS = 50;
const FULL_TURN = 2 * Math.PI * 5;

/** One mark of the map as it is drawn there. */
export function LegendSign({ mark }: { mark: Mark }) {
  const { width, height } = HALF;
  return (
    <svg
      aria-hidden="true"
      width={2 * width}
      height={2 * height}
      viewBox={`${-width} ${-height} ${2 * width} ${2 * height}`}
      fill="none"
    >
      <Drawing mark={mark} />
    </svg>
  );
}

function Drawing({ mark }: { mark: Mark }) {
  switch (mark.kind) {
    case "line":
      return <Line look={mark.of} />;
    case "dot":
      return <Dots failed={mark.of === "failed"} />;
    case "shape":
      return <Outline shape={mark.of} />;
    case "border":
      return <Body dashes="4 3" colour={cssColour("second")} />;
    case "ring":
      return <Ring kind={mark.of} />;
    case "badge":
      return <Disc badge={mark.of} />;
  }
}

type Of<Kind extends Mark["kind"]> = Extract<Mark, { kind: Kind }>["of"];

function Line({ look }: { look: Of<"line"> }) {
  const { colour, dashes } = edgeLooks[look];
  return (
    <line
      x1={-HALF.width}
      x2={HALF.width}
      stroke={cssColour(colour)}
      strokeWidth={widthOf(look, USUAL_REQUESTS)}
      strokeDasharray={dashes.join(" ")}
    />
  );
}

function Dots({ failed }: { failed: boolean }) {
  return (
    <>
      <line x1={-HALF.width} x2={HALF.width} stroke={cssColour("edge")} strokeWidth="1.5" />
      {failed ? (
        <circle r="3.1" fill={cssColour("canvas")} stroke={cssColour("bad")} strokeWidth="1.4" />
      ) : (
        [-9, 5].map((x) => <circle key={x} cx={x} r="2.2" fill={cssColour("dot")} />)
      )}
    </>
  );
}

function Outline({ shape }: { shape: Of<"shape"> }) {
  const { corners, dotted } = nodeShapes[shape];
  if (shape === "card") return <Card />;
  if (corners === undefined) {
    return (
      <Body dashes={dotted === true ? "1.5 2" : ""} colour={cssColour(dotted === true ? "unknown" : "nodeBorder")} />
    );
  }
  // At this size only a short octagon is told from a box.
  const wide = shape === "gateway" || shape === "waypoint" ? 8 : 14;
  const points = corners.split(/\s+/).map((value, index) => Number(value) * (index % 2 === 0 ? wide : 6.5));
  return <polygon points={points.join(" ")} fill={cssColour("nodeFill")} stroke={cssColour("nodeBorder")} />;
}

function Card() {
  return (
    <>
      <Body dashes="" colour={cssColour("nodeBorder")} />
      <path d="M-11.500 -3.500v7" stroke={cssColour("external")} strokeWidth="2" />
      <path d="M-6 3.500h16" stroke={cssColour("ok")} strokeWidth="1.500" />
    </>
  );
}

function Body({ dashes, colour }: { dashes: string; colour: string }) {
  return (
    <rect
      x="-14"
      y="-6.5"
      width="28"
      height="13"
      rx="4"
      fill={cssColour("nodeFill")}
      stroke={colour}
      strokeDasharray={dashes}
    />
  );
}

function Ring({ kind }: { kind: Of<"ring"> }) {
  switch (kind) {
    case "shares":
      return (
        <>
          <circle r="5" stroke={cssColour("ok")} strokeWidth="3" />
          <circle
            r="5"
            stroke={cssColour("bad")}
            strokeWidth="3"
            strokeDasharray={`${FULL_TURN / 4} ${FULL_TURN}`}
            transform="rotate(-90)"
          />
        </>
      );
    case "plain":
      return <circle r="5" stroke={cssColour("unknown")} strokeWidth="2" />;
    case "dotted":
      return <circle r="5" stroke={cssColour("unknown")} strokeWidth="2" strokeDasharray="2 2" />;
  }
}

function Disc({ badge }: { badge: Of<"badge"> }) {
  const { lines, spots, warns } = badges[badge];
  const colour = cssColour(warns ? "warn" : "second");
  return (
    <>
      <circle r="7.4" fill={cssColour("canvas")} stroke={cssColour(warns ? "warn" : "nodeBorder")} strokeWidth="1.1" />
      <path d={lines} stroke={colour} strokeWidth="1.2" />
      {spots !== undefined && <path d={spots} fill={colour} />}
    </>
  );
}
