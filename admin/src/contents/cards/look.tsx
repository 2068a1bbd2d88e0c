import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import { w } from "@tidings/shared/ground/locale.ts";
import { Button, Flex } from "antd";
import { type ReactNode, useEffect } from "react";
import { Descriptions } from "../../ui/descriptions.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { LinkButton } from "../../ui/link-button.tsx";
import { useTranslations } from "../../ui/words.ts";
import type { AnyContent } from "../context.ts";
import "./cards.css";
import type { Way } from "./ways.tsx";

const own = {
  none: w("无", "None"),
  before: w("上一个", "Previous"),
  after: w("下一个", "Next"),
  page: w("查看详情", "View details"),
  parameters: w("参数", "Parameters"),
};

/** What leads from one card of a list to the next, and out of the preview. */
export interface Around {
  readonly before: (() => void) | null;
  readonly after: (() => void) | null;
  readonly close: () => void;
}

interface LookFrameProps extends Around {
  readonly card: {
    readonly name: string;
    readonly content: Pick<AnyContent, "params">;
    readonly parameters: readonly string[];
  };
  readonly phone: ReactNode;
  readonly mark?: ReactNode;
  readonly facts: readonly { readonly key: string; readonly label: string; readonly value: ReactNode }[];
  readonly ways: readonly Way[];
  /** The page of the row, where it has one. */
  readonly page?: string;
  readonly children: ReactNode;
}

/** The phone at the left, what is known of the card and what may be done with it at the right; arrow keys lead from card to card. */
export function LookFrame(props: LookFrameProps) {
  const { card, phone, mark, facts, ways, page, before, after, close, children } = props;
  const t = useTranslations(own);
  useEffect(() => {
    const heard = ({ key, target }: KeyboardEvent) => {
      // The vendors of the phone and fields have arrow keys of their own.
      if (target instanceof Element && target.closest("input, textarea, [role=radiogroup], .ant-segmented"))
        return;
      if (key === "ArrowLeft") before?.();
      if (key === "ArrowRight") after?.();
    };
    document.addEventListener("keydown", heard);
    return () => document.removeEventListener("keydown", heard);
  }, [before, after]);
  return (
    <Dialog
      width={860}
      title={
        <Flex gap={10} align="center" wrap className="look-head">
          {card.name}
          {mark}
        </Flex>
      }
      footer={
        <Flex justify="space-between" gap={8} wrap>
          <Flex gap={8}>
            <Button
              icon={<LeftOutlined />}
              aria-label={t("before")}
              disabled={!before}
              onClick={() => before?.()}
            />
            <Button
              icon={<RightOutlined />}
              aria-label={t("after")}
              disabled={!after}
              onClick={() => after?.()}
            />
          </Flex>
          <Flex gap={8} wrap>
            {ways.toReversed().map((way) => (
              <WayOut key={way.key} way={way} main={way === ways[0]} />
            ))}
          </Flex>
        </Flex>
      }
      onCancel={close}
      data-testid="look"
    >
      <div className="look">
        {phone}
        <div className="stack">
          <Descriptions
            items={[
              ...facts,
              { key: "parameters", label: t("parameters"), value: <Parameters card={card} /> },
            ]}
          />
          <div>{children}</div>
          {page && (
            <LinkButton to={page} type="link" className="look-page" onLeave={close}>
              {t("page")}
            </LinkButton>
          )}
        </div>
      </div>
    </Dialog>
  );
}

function Parameters({ card: { parameters, content } }: Pick<LookFrameProps, "card">) {
  const t = useTranslations(own);
  if (parameters.length === 0) return t("none");
  const examples = new Map((content.params ?? []).map(({ name, example }) => [name, example]));
  return (
    <ul className="plain">
      {parameters.map((name) => (
        <li key={name}>
          <span className="mono">{name}</span> <span className="faint">{examples.get(name)}</span>
        </li>
      ))}
    </ul>
  );
}

function WayOut({ way: { key, label, icon, to, run, danger }, main }: { way: Way; main: boolean }) {
  const type = main ? "primary" : "default";
  if (to !== undefined)
    return (
      <LinkButton type={type} icon={icon} to={to} data-way={key}>
        {label}
      </LinkButton>
    );
  return (
    <Button type={type} icon={icon} danger={danger === true} onClick={run} data-way={key}>
      {label}
    </Button>
  );
}
