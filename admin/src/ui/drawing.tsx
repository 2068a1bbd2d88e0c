import type { ReactNode } from "react";
import "./drawing.css";

/** What an empty place is about. */
export type DrawingName = "list" | "search" | "done" | "chart" | "picture" | "phone";

/** A sheet of paper, most of a drawing. */
const Paper = ({ x = 18, y = 12, width = 52, height = 48 }) => (
  <rect x={x} y={y} width={width} height={height} rx="5" className="drawing-paper" />
);

/** One family: a soft ground, paper with an edge, and one stroke of the brand that says what it is. */
const DRAWINGS: Readonly<Record<DrawingName, ReactNode>> = {
  list: (
    <>
      <Paper x={26} y={10} height={40} />
      <Paper y={18} height={40} />
      <path d="M27 29h16M27 38h34M27 47h25" className="drawing-line" />
      <path d="M80 56v12M74 62h12" className="drawing-mark" />
    </>
  ),
  search: (
    <>
      <Paper />
      <path d="M27 24h34M27 34h16M27 44h12" className="drawing-line" />
      <circle cx="62" cy="45" r="12" className="drawing-paper drawing-mark" />
      <path d="m71 54 10 10" className="drawing-mark" />
    </>
  ),
  done: (
    <>
      <Paper x={22} />
      <path d="M36 12v-3h24v3" className="drawing-line" />
      <path d="m35 36 9 9 18-19" className="drawing-mark" />
    </>
  ),
  chart: (
    <>
      <path d="M18 10v50h62" className="drawing-line" />
      <rect x="27" y="42" width="10" height="18" rx="2" className="drawing-paper" />
      <rect x="44" y="32" width="10" height="28" rx="2" className="drawing-paper" />
      <rect x="61" y="38" width="10" height="22" rx="2" className="drawing-paper" />
      <path d="m27 30 16-12 15 7 20-14" className="drawing-mark" />
    </>
  ),
  picture: (
    <>
      <Paper width={60} />
      <circle cx="33" cy="26" r="5" className="drawing-line" />
      <path d="m18 52 18-16 13 11 12-14 17 17" className="drawing-mark" />
    </>
  ),
  phone: (
    <>
      <rect x="33" y="4" width="32" height="62" rx="6" className="drawing-paper" />
      <path d="M45 10h8" className="drawing-line" />
      <rect x="39" y="18" width="20" height="16" rx="3" className="drawing-mark" />
      <path d="M39 42h20M39 49h13" className="drawing-line" />
    </>
  ),
};

/** A small drawing in an empty place, in the colours of the theme. The words under it say the same. */
export function Drawing({ of }: { readonly of: DrawingName }) {
  return (
    <svg className="drawing" viewBox="0 0 96 72" width="96" height="72" aria-hidden focusable="false">
      <ellipse cx="48" cy="62" rx="44" ry="8" className="drawing-ground" />
      {DRAWINGS[of]}
    </svg>
  );
}
