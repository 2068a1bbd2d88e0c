import { type ReactNode, useRef } from "react";
import { glyphs } from "./glyphs.ts";
import { FONTS } from "./theme.ts";

interface PhoneProps {
  /** A complete HTML document. Scripts do not run. */
  readonly html: string;
  readonly label: string;
  /** The sender, shown in the top bar. */
  readonly from: string;
  /** Only the document, without the phone frame. */
  readonly bare?: boolean;
}

/** A message as a phone shows it, in a sandboxed iframe: no scripts, no forms, no popups. */
export function Phone({ html, label, from, bare = false }: PhoneProps) {
  const frame = useRef<HTMLIFrameElement>(null);
  return (
    <PhoneFrame label={label} from={from} bare={bare}>
      <iframe
        ref={frame}
        title={label}
        tabIndex={bare ? -1 : undefined}
        // allow-same-origin only so that `lendGlyphs` can add the panel's Chinese web font to the document.
        sandbox="allow-same-origin"
        srcDoc={allowGlyphs(html)}
        onLoad={() => void glyphs.then(() => lendGlyphs(frame.current))}
      />
    </PhoneFrame>
  );
}

interface PhoneFrameProps extends Pick<PhoneProps, "label" | "from" | "bare"> {
  readonly children: ReactNode;
}

/** The phone around what it shows. */
export function PhoneFrame({ label, from, bare = false, children }: PhoneFrameProps) {
  return (
    <figure className={bare ? "phone-bare" : "phone"} aria-label={label}>
      {!bare && (
        <div className="phone-bar" aria-hidden>
          <span>9:41</span>
          <span className="phone-from">{from}</span>
          <span className="phone-signs">▂▄▆</span>
        </div>
      )}
      {children}
    </figure>
  );
}

/** The document's CSP allows images only; here it also allows our own fonts. */
export function allowGlyphs(html: string): string {
  return html.replace("default-src 'none'", "default-src 'none'; font-src 'self'");
}

/** Adds this page's web font to the document, for machines without a Chinese font. */
export function lendGlyphs(frame: HTMLIFrameElement | null): void {
  const inner = frame?.contentDocument;
  if (!inner) return;
  const style = inner.createElement("style");
  style.dataset.lent = "";
  style.textContent = `${[...document.styleSheets].flatMap(fontFaces).join("\n")}\nbody{font-family:${FONTS}}`;
  inner.head.append(style);
}

function fontFaces(sheet: CSSStyleSheet): string[] {
  // Style sheets of other origins cannot be read; the font is in our own.
  if (sheet.href !== null && !sheet.href.startsWith(location.origin)) return [];
  return [...sheet.cssRules].filter((rule) => rule instanceof CSSFontFaceRule).map((rule) => rule.cssText);
}
