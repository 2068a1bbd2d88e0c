import { w } from "@tidings/shared/ground/locale.ts";
import { useEffect, useSyncExternalStore } from "react";
import { Link, useLocation, useNavigate } from "react-router";
import { LinkButton } from "./link-button.tsx";
import { useTranslations } from "./words.ts";

const words = { back: w("回到未完成的页面：{title}", "Back to unfinished page: {title}") };

/** A form that somebody left to make what it lacked. */
interface Origin {
  readonly path: string;
  readonly title: string;
}

let origin: Origin | null = null;
const listeners = new Set<() => void>();

/** Remembers the page that is open at the click, until it is open again. Its form keeps its draft itself. */
function leave(): void {
  const { pathname, search } = window.location;
  origin = { path: pathname + search, title: document.title.replace(/ · Tidings$/, "") };
  for (const tell of listeners) tell();
}

function subscribe(tell: () => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}

interface AwayProps {
  readonly to: string;
  readonly children: string;
}

/** A link to where something is made that a form lacks. From there a link leads back to the form (`WayBack`). */
export function AwayLink({ to, children }: AwayProps) {
  return (
    <Link to={to} onClick={leave}>
      {children}
    </Link>
  );
}

/** The same as a button. */
export function AwayButton({ to, children }: AwayProps) {
  return (
    <LinkButton to={to} onLeave={leave}>
      {children}
    </LinkButton>
  );
}

/** The same by itself, for what is shown outside the page. */
export function useAway(): (to: string) => void {
  const navigate = useNavigate();
  return (to) => {
    leave();
    void navigate(to);
  };
}

/** The link back to the form that was left for what is on this page; nothing where none was. */
export function WayBack() {
  const t = useTranslations(words);
  const { pathname } = useLocation();
  const left = useSyncExternalStore(subscribe, () => origin);
  const isBack = left !== null && left.path.split("?")[0] === pathname;
  // On arrival, and not while its page is being left.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only a change of the page is an arrival
  useEffect(() => {
    if (isBack) origin = null;
  }, [pathname]);
  if (left === null || isBack) return null;
  return (
    <LinkButton to={left.path} size="small" data-testid="way-back">
      {t("back", { title: left.title })}
    </LinkButton>
  );
}
