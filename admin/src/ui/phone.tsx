import { useRef } from "react";
import { glyphs } from "./glyphs.ts";
import { FONTS } from "./theme.ts";

interface PhoneProps {
  /** A whole HTML document. It is drawn without scripts. */
  readonly html: string;
  readonly label: string;
  /** What stands in the bar at the top: who the message is from. */
  readonly from: string;
  /** Only the document, without the phone around it. */
  readonly bare?: boolean;
}

/** A message as a phone shows it. The document is drawn inert: no scripts, no forms, no windows. */
export function Phone({ html, label, from, bare = false }: PhoneProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  return (
    <figure className={bare ? "phone-bare" : "phone"} aria-label={label}>
      {!bare && (
        <div className="phone-bar" aria-hidden>
          <span>9:41</span>
          <span className="phone-from">{from}</span>
          <span className="phone-signs">▂▄▆</span>
        </div>
      )}
      <iframe
        ref={frame}
        title={label}
        tabIndex={bare ? -1 : undefined}
        // Same origin only so that the panel's bundled Chinese glyphs can be lent to the document below.
        sandbox="allow-same-origin"
        srcDoc={allowGlyphs(html)}
        onLoad={() => void glyphs.then(() => lendGlyphs(frame.current))}
      />
    </figure>
  );
}

/** The document forbids itself to fetch anything but pictures; here it may also have our own glyphs. */
function allowGlyphs(html: string): string {
  return html.replace("default-src 'none'", "default-src 'none'; font-src 'self'");
}

/** Lends this page's bundled fonts to the document: a bare machine has no Chinese glyphs of its own. */
function lendGlyphs(frame: HTMLIFrameElement | null): void {
  const inner = frame?.contentDocument;
  if (!inner) return;
  const style = inner.createElement("style");
  style.textContent = `${[...document.styleSheets].flatMap(fontFaces).join("\n")}\nbody{font-family:${FONTS}}`;
  inner.head.append(style);
}

function fontFaces(sheet: CSSStyleSheet): string[] {
  // Only our own sheets may be read, and only they hold the glyphs.
  if (sheet.href !== null && !sheet.href.startsWith(location.origin)) return [];
  return [...sheet.cssRules].filter((rule) => rule instanceof CSSFontFaceRule).map((rule) => rule.cssText);
}
