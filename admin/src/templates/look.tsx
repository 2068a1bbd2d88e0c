import { LeftOutlined, RightOutlined } from "@ant-design/icons";
import { w } from "@tidings/shared/ground/locale.ts";
import type { Row } from "@tidings/shared/resource/define.ts";
import type { Transition } from "@tidings/shared/resource/transitions.ts";
import type { Content } from "@tidings/shared/templates/content.ts";
import { template } from "@tidings/shared/templates/template.ts";
import { TEMPLATE_USAGE_WORDS } from "@tidings/shared/templates/words.ts";
import type { Vendor } from "@tidings/shared/vendors/words.ts";
import { Button, Flex } from "antd";
import { type ReactNode, useEffect, useState } from "react";
import { CardPhone } from "../ui/card-phone.tsx";
import type { RowTableState } from "../ui/data.ts";
import { Descriptions } from "../ui/descriptions.tsx";
import { Dialog } from "../ui/dialog.tsx";
import { LinkButton } from "../ui/link-button.tsx";
import { useTranslations } from "../ui/words.ts";
import { TemplateState, useLayoutName } from "./marks.tsx";
import type { TemplateCard } from "./row.ts";
import { VendorStates } from "./vendor-states.tsx";
import { useActWays, useTemplateLinks, type Way } from "./ways.tsx";
import { words } from "./words.ts";

const own = {
  none: w("无", "None"),
  before: w("上一个", "The one before"),
  after: w("下一个", "The next one"),
  page: w("查看详情", "Open its page"),
};

/** What leads from one card of a list to the next, and out of the preview. */
interface Around {
  readonly before: (() => void) | null;
  readonly after: (() => void) | null;
  readonly close: () => void;
}

interface LookedProps<Card extends { readonly id: string }> {
  readonly table: RowTableState<Card>;
  readonly dialog: (card: Card, around: Around) => ReactNode;
  /** The list; it is given what opens the preview of a row. */
  readonly children: (look: (id: string) => void) => ReactNode;
}

/** A list with a preview over it, of one of its rows at a time. */
export function Looked<Card extends { readonly id: string }>({ table, dialog, children }: LookedProps<Card>) {
  const [shown, setShown] = useState<string | null>(null);
  const at = table.rows.findIndex(({ id }) => id === shown);
  const card = table.rows[at];
  const turn = (by: number) => {
    const next = table.rows[at + by];
    return next ? () => setShown(next.id) : null;
  };
  return (
    <>
      {children(setShown)}
      {card && dialog(card, { before: turn(-1), after: turn(1), close: () => setShown(null) })}
    </>
  );
}

interface LookProps extends Around {
  readonly card: TemplateCard;
  readonly transitions: readonly Transition[];
}

/** The preview of a template over the list, with the vendors that show it (可用厂商) and what may be done with it. */
export function Look({ card, transitions, ...around }: LookProps) {
  const t = useTranslations({ ...words, ...own });
  const layoutName = useLayoutName();
  const acts = useActWays(template, card as unknown as Row, transitions);
  const links = useTemplateLinks(card, transitions);
  const ways = [...links, ...acts.ways];
  return (
    <>
      <LookFrame
        card={card}
        mark={<TemplateState card={card} />}
        ways={ways}
        facts={[
          { key: "layout", label: t("layout"), value: layoutName(card.layout) },
          { key: "usage", label: t("usage"), value: t(TEMPLATE_USAGE_WORDS[card.usage]) },
        ]}
        page={`/templates/${card.id}`}
        {...around}
      >
        <h3 className="look-title">{t("vendor_states")}</h3>
        <VendorStates card={card} />
      </LookFrame>
      {acts.dialog}
    </>
  );
}

interface LookFrameProps extends Around {
  readonly card: {
    readonly name: string;
    readonly layout: string;
    readonly content: Content;
    readonly vendors: readonly Vendor[];
    readonly parameters: readonly string[];
  };
  readonly mark?: ReactNode;
  readonly facts: readonly { readonly key: string; readonly label: string; readonly value: ReactNode }[];
  readonly ways: readonly Way[];
  /** The page of the row, where it has one. */
  readonly page?: string;
  readonly children: ReactNode;
}

/** The phone at the left, what is known of the card and what may be done with it at the right; arrow keys lead from card to card. */
export function LookFrame(props: LookFrameProps) {
  const { card, mark, facts, ways, page, before, after, close, children } = props;
  const t = useTranslations({ ...words, ...own });
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
        <CardPhone key={card.name} layout={card.layout} content={card.content} vendors={card.vendors} />
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
  const t = useTranslations({ ...words, ...own });
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
