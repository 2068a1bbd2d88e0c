import { type ReactNode, useEffect } from "react";

interface StatusPageProps {
  readonly icon?: ReactNode;
  readonly title: string;
  readonly hint?: ReactNode;
  readonly action?: ReactNode;
  /** What tests look for: 403, 404. */
  readonly status?: string;
  /** It is in a part of a page that has a heading of its own. */
  readonly inPage?: boolean;
}

/** One message in place of a page: what it is, why, and what to do. Also the title of the browser's tab. */
export function StatusPage({ icon, title, hint, action, status, inPage = false }: StatusPageProps) {
  const Heading = inPage ? "h2" : "h1";
  useEffect(() => {
    if (!inPage) document.title = `${title} · Tidings`;
  }, [title, inPage]);
  return (
    <div className="status" data-status={status}>
      {icon && (
        <span className="state-icon" aria-hidden>
          {icon}
        </span>
      )}
      <Heading className="status-title">{title}</Heading>
      {hint && <div className="faint">{hint}</div>}
      {action}
    </div>
  );
}
