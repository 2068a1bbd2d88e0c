import { Button } from "antd";
import { Component, type ReactNode } from "react";
import { StatusPage } from "../ui/status-page.tsx";
import { useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

interface BrokenState {
  readonly failed: boolean;
}

interface BrokenProps {
  readonly children: ReactNode;
  /** Inside the frame, which is the `<main>` of the page already. */
  readonly framed?: true;
}

/** Error boundary: a page that throws while rendering shows a message instead of an empty window. */
export class Broken extends Component<BrokenProps, BrokenState> {
  override state: BrokenState = { failed: false };

  static getDerivedStateFromError(): BrokenState {
    return { failed: true };
  }

  override componentDidCatch(failure: unknown): void {
    console.error("a page broke", failure);
  }

  override render(): ReactNode {
    const { children, framed } = this.props;
    if (!this.state.failed) return children;
    return framed ? (
      <div className="fill">
        <BrokenPage />
      </div>
    ) : (
      <main className="fill fill-window">
        <BrokenPage />
      </main>
    );
  }
}

function BrokenPage() {
  const t = useTranslations(words);
  return (
    <StatusPage
      title={t("broke")}
      hint={t("broke_hint")}
      action={
        <Button type="primary" onClick={() => location.reload()}>
          {t("reload")}
        </Button>
      }
    />
  );
}
