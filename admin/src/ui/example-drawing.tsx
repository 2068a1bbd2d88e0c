import type { Example } from "@tidings/shared/resource/kinds.ts";
import "./drawing.css";

/** A drawing of a paper to hand in: where text, signature and seal are. What it says in words is beside it. */
export function ExampleDrawing({ of }: { of: Example }) {
  return (
    <svg className="example" viewBox="0 0 72 96" width="54" height="72" aria-hidden focusable="false">
      <rect x="1" y="1" width="70" height="94" rx="3" className="example-paper" />
      {of === "certificate" && <Certificate />}
      {of === "letter" && <LetterPage />}
      {of === "register" && <Register />}
    </svg>
  );
}

function Line({ y, from = 10, to = 62 }: { y: number; from?: number; to?: number }) {
  return <line x1={from} x2={to} y1={y} y2={y} className="example-line" />;
}

const Seal = ({ x, y }: { x: number; y: number }) => (
  <>
    <circle cx={x} cy={y} r="9" className="example-seal" />
    <path
      d={`M${x} ${y - 4} l1.2 2.6 2.8.3 -2.1 1.9 .6 2.8 -2.5 -1.4 -2.5 1.4 .6 -2.8 -2.1 -1.9 2.8 -.3z`}
      className="example-star"
    />
  </>
);

function Certificate() {
  return (
    <>
      <rect x="6" y="6" width="60" height="84" className="example-frame" />
      <circle cx="36" cy="18" r="6" className="example-star" />
      <line x1="20" x2="52" y1="31" y2="31" className="example-title" />
      {[42, 49, 56, 63].map((y) => (
        <Line key={y} y={y} from={13} to={58} />
      ))}
      <rect x="12" y="70" width="14" height="14" className="example-frame" />
      <Seal x={52} y={76} />
    </>
  );
}

function LetterPage() {
  return (
    <>
      <line x1="18" x2="54" y1="14" y2="14" className="example-title" />
      {[26, 33, 40, 47, 54].map((y) => (
        <Line key={y} y={y} />
      ))}
      <path d="M12 78 q5 -10 9 0 t9 -2 t8 -1" className="example-hand" />
      <Seal x={54} y={76} />
    </>
  );
}

function Register() {
  return (
    <>
      <line x1="18" x2="54" y1="12" y2="12" className="example-title" />
      <rect x="9" y="20" width="54" height="48" className="example-frame" />
      {[32, 44, 56].map((y) => (
        <Line key={y} y={y} from={9} to={63} />
      ))}
      <line x1="28" x2="28" y1="20" y2="68" className="example-line" />
      <Seal x={54} y={80} />
    </>
  );
}
