import type { Vendor } from "@tidings/shared/vendors/words.ts";
import {
  type KeyboardEvent,
  type RefObject,
  useCallback,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { useEditing } from "../../../contents/context.ts";
import type { Path } from "../../../contents/paths.ts";
import { useCardHtml } from "../../../ui/card-phone.tsx";
import { glyphs } from "../../../ui/glyphs.ts";
import { allowGlyphs, lendGlyphs, PhoneFrame } from "../../../ui/phone.tsx";
import { useLocale, useTranslations } from "../../../ui/words.ts";
import { useLayoutEditing } from "../layout-context.ts";
import { placeName } from "../places.ts";
import { editorWords } from "../words.ts";
import { ghosted } from "./ghosts.ts";
import { isMarked, type Spot, slideTo, spotsOf } from "./measure.ts";
import { repaint } from "./repaint.ts";

interface LivePhoneProps {
  readonly vendor: Vendor;
  readonly dark: boolean;
  readonly from: string;
  readonly label: string;
  /** The places of the field that is edited. */
  readonly marked: readonly Path[];
  /** Opens the field of what is clicked. */
  readonly open: (path: Path) => void;
}

/**
 * The phone on which one edits: each part is a button over the drawn card, which opens its field. What is not written yet has a place that is
 * drawn as well.
 */
export function LivePhone({ vendor, dark, from, label, marked, open }: LivePhoneProps) {
  const locale = useLocale();
  const { layout, content, vendors } = useLayoutEditing();
  const { content: shown, ghosts } = useMemo(
    () => ghosted(layout, content, vendors, locale),
    [layout, content, vendors, locale],
  );
  const html = useCardHtml({
    layout: layout.layout,
    content: shown,
    vendor,
    params: null,
    dark,
    places: true,
  });
  const { frame, spots, height, loaded } = useDrawn(html);
  const scroller = useRef<HTMLDivElement>(null);
  useInView(scroller, frame, spots, marked);
  return (
    <PhoneFrame from={from} label={label}>
      <div className="live" ref={scroller}>
        <div className="live-sheet" style={{ height }}>
          <iframe
            ref={frame}
            title={label}
            tabIndex={-1}
            sandbox="allow-same-origin"
            srcDoc={loaded.first}
            onLoad={loaded.done}
          />
          <Spots spots={spots} ghosts={ghosts} marked={marked} open={open} />
        </div>
      </div>
    </PhoneFrame>
  );
}

interface SpotsProps extends Pick<LivePhoneProps, "marked" | "open"> {
  readonly spots: readonly Spot[];
  readonly ghosts: ReadonlySet<Path>;
}

/** The parts of the phone as buttons. Arrow keys go from one to the next, so that Tab has one stop here. */
function Spots({ spots, ghosts, marked, open }: SpotsProps) {
  const t = useTranslations(editorWords);
  const { layout } = useLayoutEditing();
  const { findings, tried } = useEditing();
  const [stop, setStop] = useState<Path | null>(null);
  const ordered = [...spots].sort((one, other) => one.top - other.top || one.left - other.left);
  const current = ordered.find(({ path }) => path === stop) ?? ordered[0];
  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    const by = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 }[event.key];
    const at = ordered.findIndex(({ path }) => path === current?.path);
    const next = by && ordered[(at + by + ordered.length) % ordered.length];
    if (!next) return;
    event.preventDefault();
    setStop(next.path);
    event.currentTarget.querySelector<HTMLElement>(`[data-spot="${CSS.escape(next.path)}"]`)?.focus();
  }

  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the keys are of the buttons inside */}
      <div className="live-spots" onKeyDown={onKeyDown}>
        {spots.map((spot, index) => {
          const { path, ...box } = spot;
          const name = placeName(layout, path, t);
          const isGhost = ghosts.has(path);
          const isWrong =
            tried && findings.some((one) => one.level === "error" && isMarked(path, [one.path]));
          return (
            <button
              // biome-ignore lint/suspicious/noArrayIndexKey: one path may have two parts
              key={`${path} ${index}`}
              type="button"
              className="spot"
              data-spot={path}
              data-ghost={isGhost || undefined}
              data-wrong={isWrong || undefined}
              data-on={isMarked(path, marked) || undefined}
              style={box}
              title={name}
              tabIndex={path === current?.path ? 0 : -1}
              aria-label={t(isGhost ? "spot_add" : "spot_edit", { name })}
              onFocus={() => setStop(path)}
              onClick={() => open(path)}
            />
          );
        })}
      </div>
    </>
  );
}

/** What is edited comes into view, in a carousel as well. */
function useInView(
  scroller: RefObject<HTMLDivElement | null>,
  frame: RefObject<HTMLIFrameElement | null>,
  spots: readonly Spot[],
  marked: readonly Path[],
): void {
  const mark = marked.join(" ");
  useEffect(() => {
    const drawn = frame.current?.contentDocument;
    if (drawn && mark) slideTo(drawn, mark.split(" ")[0] ?? "");
  }, [frame, mark]);
  const first = spots.find(({ path }) => isMarked(path, marked));
  const top = first?.top;
  const bottom = first && first.top + first.height;
  useLayoutEffect(() => {
    const box = scroller.current;
    if (!box || top === undefined || bottom === undefined || mark === "") return;
    if (top < box.scrollTop || bottom > box.scrollTop + box.clientHeight)
      box.scrollTop = Math.max(0, top - box.clientHeight / 3);
  }, [scroller, top, bottom, mark]);
}

/** The drawn card in its frame: what changes is put in without loading it anew, and measured when it has taken its place. */
function useDrawn(html: string) {
  const frame = useRef<HTMLIFrameElement>(null);
  const [first] = useState(() => allowGlyphs(html));
  const [ready, setReady] = useState(false);
  const [measured, setMeasured] = useState<{ spots: Spot[]; height: number }>({ spots: [], height: 0 });

  const measure = useCallback(() => {
    const drawn = frame.current?.contentDocument;
    if (!drawn?.body) return;
    const height = Math.ceil(drawn.body.getBoundingClientRect().height);
    const spots = spotsOf(drawn);
    setMeasured((before) => {
      const after = { spots, height };
      return JSON.stringify(before) === JSON.stringify(after) ? before : after;
    });
  }, []);

  useEffect(() => {
    const drawn = frame.current?.contentDocument;
    if (!ready || !drawn) return;
    repaint(drawn, html);
    measure();
    // Fonts and pictures come later; slides are moved by the one who looks.
    const watch = new ResizeObserver(measure);
    watch.observe(drawn.body);
    const slides = drawn.querySelectorAll(".slides");
    for (const list of slides) list.addEventListener("scroll", measure);
    return () => {
      watch.disconnect();
      for (const list of slides) list.removeEventListener("scroll", measure);
    };
  }, [html, ready, measure]);

  const done = useCallback(() => {
    setReady(true);
    void glyphs.then(() => {
      lendGlyphs(frame.current);
      measure();
    });
  }, [measure]);
  return { frame, ...measured, loaded: { first, done } };
}
