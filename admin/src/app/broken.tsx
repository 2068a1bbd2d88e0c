import { Button, Result } from "antd";
import { Component, type ReactNode } from "react";
import { useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

interface BrokenState {
  readonly failed: boolean;
}

/** Error boundary: a page that throws while rendering shows a message instead of an empty window. */
export class Broken extends Component<{ children: ReactNode }, BrokenState> {
  override state: BrokenState = { failed: false };

  static getDerivedStateFromError(): BrokenState {
    return { failed: true };
  }

  override componentDidCatch(failure: unknown): void {
    console.error("a page broke", failure);
  }

  override render(): ReactNode {
    return this.state.failed ? <BrokenPage /> : this.props.children;
  }
}

function BrokenPage() {
  const t = useTranslations(words);
  return (
    <main className="fill fill-window">
      <Result
        status="error"
        title={t("broke")}
        subTitle={t("broke_hint")}
        extra={
          <Button type="primary" onClick={() => location.reload()}>
            {t("reload")}
          </Button>
        }
      />
    </main>
  );
}
