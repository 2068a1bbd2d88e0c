import { EyeOutlined } from "@ant-design/icons";
import { w } from "@tidings/shared/ground/locale.ts";
import type { Revealed } from "@tidings/shared/numbers/inputs.ts";
import { Button, type ButtonProps, Flex } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { CopyButton } from "./copy-button.tsx";
import { Dialog } from "./dialog.tsx";
import { useMay } from "./me.tsx";
import { ReasonField, useReason } from "./reason-field.tsx";
import { FailedNote } from "./states.tsx";
import { opensStory, storyPath } from "./story-door.ts";
import { useVerb } from "./verb.ts";
import { useTranslations } from "./words.ts";

const words = {
  story: w("查看 {masked} 的收发记录", "View activity for {masked}"),
  reveal: w("显示完整号码", "Show full number"),
  reveal_flag: w("显示完整标识", "Show full ID"),
  title_flag: w("显示客户标识 {masked} 的完整内容？", "Show the full customer ID for {masked}?"),
  shown_flag: w("完整标识", "Full ID"),
  title: w("显示 {masked} 的完整号码？", "Show the full number for {masked}?"),
  body: w(
    "号码和参数只在这个窗口显示。查看人、原因和所查看的记录都会写入审计日志。",
    "The number and parameters are shown only in this window. Who viewed which record, and why, is recorded in the audit log.",
  ),
  reason_hint: w("例如：客户来电核对、投诉处理。", "For example: verifying a caller, handling a complaint."),
  shown: w("完整号码", "Full number"),
  no_params: w("没有参数", "No parameters"),
  close: w("关闭", "Close"),
};

interface MaskedProps {
  readonly text: string;
  readonly resource: Revealed;
  /** The id of the row, as `reveal_recipient` takes it. */
  readonly id: string | number;
  /** Where its story is shown already. */
  readonly told?: boolean;
}

/** A customer flag may be any text, and a receipt names a reference. */
function hasStory(resource: Revealed, text: string): boolean {
  return resource === "link" || resource === "link_reject"
    ? /\*{4}\d{4}$/.test(text)
    : resource !== "receipt";
}

/** Is it a customer flag that is no number? */
const isFlag = (resource: Revealed, text: string): boolean =>
  (resource === "link" || resource === "link_reject") && !hasStory(resource, text);

/** A masked number, which opens its story (MSG-1); beside it the button that reveals it for anyone who may (IAM-3). */
export function Masked({ text, resource, id, told = false }: MaskedProps) {
  const t = useTranslations(words);
  const [open, setOpen] = useState(false);
  const may = useMay()("KooMessage:recipient:reveal");
  const reveal = isFlag(resource, text) ? "reveal_flag" : "reveal";
  return (
    <span className="masked">
      {told || !hasStory(resource, text) ? (
        <span className="mono">{text}</span>
      ) : (
        <Link
          className="mono"
          to={storyPath({ resource, id: String(id) })}
          onClick={opensStory({ resource, id: String(id) })}
          title={t("story", { masked: text })}
          data-story={`${resource}/${id}`}
        >
          {text}
        </Link>
      )}
      {may && (
        <Button
          type="text"
          size="small"
          icon={<EyeOutlined />}
          aria-label={`${t(reveal)} ${text}`}
          title={t(reveal)}
          onClick={() => setOpen(true)}
          data-verb="reveal_recipient"
        />
      )}
      {open && <RevealDialog text={text} resource={resource} id={id} close={() => setOpen(false)} />}
    </span>
  );
}

interface Whole {
  readonly number?: string;
  readonly params?: Readonly<Record<string, string | null>> | null;
}

/** Asks for the reason, then shows the number until it is closed. Nothing of it is kept in the page. */
function RevealDialog({ text, resource, id, close }: MaskedProps & { readonly close: () => void }) {
  const t = useTranslations(words);
  const { run, running } = useVerb<Whole>("reveal_recipient");
  const reason = useReason();
  const [failure, setFailure] = useState<unknown>(null);
  const [whole, setWhole] = useState<Whole | null>(null);
  const flag = isFlag(resource, text);

  async function ask() {
    const why = reason.take();
    if (why === null) return;
    setFailure(null);
    try {
      setWhole(await run({ resource, id: String(id), reason: why }));
    } catch (refusal) {
      setFailure(refusal);
    }
  }

  if (whole !== null) {
    return (
      <Dialog
        title={t(flag ? "shown_flag" : "shown")}
        footer={<Button onClick={close}>{t("close")}</Button>}
        onCancel={close}
      >
        <WholeNumber whole={whole} />
      </Dialog>
    );
  }
  return (
    <Dialog
      title={t(flag ? "title_flag" : "title", { masked: text })}
      okText={t(flag ? "reveal_flag" : "reveal")}
      okButtonProps={{ "data-confirm": "reveal_recipient" } as ButtonProps}
      confirmLoading={running}
      onOk={() => void ask()}
      onCancel={close}
    >
      <Flex vertical gap={12}>
        <div>{t("body")}</div>
        <ReasonField id="reveal-reason" reason={reason} hint={t("reason_hint")} />
        <FailedNote failure={failure} />
      </Flex>
    </Dialog>
  );
}

function WholeNumber({ whole: { number = "", params } }: { whole: Whole }) {
  const t = useTranslations(words);
  const values = Object.entries(params ?? {});
  return (
    <Flex vertical gap={12} data-testid="revealed">
      <Flex align="center" gap={4}>
        <strong className="mono">{number}</strong>
        <CopyButton text={number} />
      </Flex>
      {values.length === 0 ? (
        <span className="faint">{t("no_params")}</span>
      ) : (
        <dl className="facts">
          {values.map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{value ?? "—"}</dd>
            </div>
          ))}
        </dl>
      )}
    </Flex>
  );
}
