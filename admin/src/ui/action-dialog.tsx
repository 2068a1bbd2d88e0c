import { say, w } from "@tidings/shared/ground/locale.ts";
import type { ShownChange } from "@tidings/shared/refusals/differences.ts";
import type { Row } from "@tidings/shared/resource/define.ts";
import {
  askedOf,
  type FormValues,
  initialValues,
  inputOf,
  problemOf,
} from "@tidings/shared/resource/form_values.ts";
import type { Input } from "@tidings/shared/resource/kinds.ts";
import { Alert, App, type ButtonProps, Checkbox, Flex, Typography } from "antd";
import { type ComponentType, type ReactNode, useState } from "react";
import { CopyButton } from "./copy-button.tsx";
import { Dialog, type DialogProps } from "./dialog.tsx";
import { Differences } from "./differences.tsx";
import { showFirstWrong } from "./first-wrong.ts";
import { useZone } from "./me.tsx";
import { ReasonField, useReason } from "./reason-field.tsx";
import { FormInput } from "./resource/input.tsx";
import type { VerbName } from "./rows.ts";
import { ShownOnce } from "./shown-once.tsx";
import { FailedNote } from "./states.tsx";
import { type OfferDone, offerDone } from "./transition.ts";
import { isTyped, TypedField } from "./typed-field.tsx";
import { refusedField, shownChangeIn, userErrorOf } from "./user-error.ts";
import { type Args, useVerb } from "./verb.ts";
import { useLocale, useTranslations } from "./words.ts";

const words = {
  undecided: w("内容有变化，本次操作未生效", "The content changed, so no decision was made"),
  look: w("查看最新内容", "View current version"),
  reason_hint: w(
    "此内容会显示给提交人，并写入审计日志。",
    "The submitter sees this, and it's recorded in the audit log.",
  ),
  reason_logged: w("此内容将写入审计日志。", "This is recorded in the audit log."),
  gone: w(
    "刚刚有人处理过，此操作已无法进行。请关闭后查看最新状态。",
    "Someone has just handled this, so this action is no longer possible. Close this and check the current state.",
  ),
  read: w("已保存", "Done"),
  told_before: w(
    "该内容只显示一次，现已无法再次显示。请重新生成。",
    "This is shown only once and can't be shown again. Generate a new one.",
  ),
};

/** How an action is offered: its button and its dialog. */
export interface ActionOffer {
  readonly label: string;
  /** Said when it is done, or made of the row as the verb answered it; empty where the page itself tells what came of it. */
  readonly done: OfferDone;
  readonly tone?: "main" | "danger" | "plain";
  readonly title: string;
  readonly body: ReactNode;
  readonly reason?: "required" | "optional";
  /** What is asked for with it; it goes as the verb's `input`. */
  readonly inputs?: Readonly<Record<string, Input>>;
  /** The row that it is about, where its inputs offer what belongs to it. */
  readonly row?: Row;
  /** What one has to say yes to first. */
  readonly sure?: string;
  /** What one has to type first: it cannot be undone. */
  readonly typed?: string | null;
  /** The button that leaves everything as it is. */
  readonly keep?: string;
  /** What the verb answers this once, and what to do with it: the dialog stays open until it was read. */
  readonly once?: { readonly key: string; readonly label: string; readonly note: string } | undefined;
  /** Further arguments of the verb, from fields in the body. */
  readonly args?: Readonly<Record<string, unknown>>;
  /** The dialog only explains why the action is not possible yet. */
  readonly blocked?: boolean;
  /** Done at one click, without the dialog. */
  readonly atOnce?: true;
  /** Runs before the verb; when it throws, the error is shown and the verb is not called. */
  readonly before?: () => Promise<void>;
}

/** What a dialog that was closed to look again keeps for the next time. */
export interface Typed {
  readonly reason: string;
  readonly change: ShownChange | null;
}

const NOTHING_TYPED: Typed = { reason: "", change: null };

interface ActionDialogProps {
  readonly verb: VerbName;
  readonly offer: ActionOffer;
  readonly args: Readonly<Record<string, unknown>>;
  readonly typed?: Typed | undefined;
  /** While it was open, the row has become one of which this cannot be done. */
  readonly gone?: boolean;
  /** Called with what is to be kept for the next time it is opened. */
  readonly close: (kept: Typed) => void;
  /** Takes the answer of the verb. */
  readonly told?: (answer: unknown) => void;
  /** How the verb is called, where that is not once. */
  readonly perform?: (run: (args: Args) => Promise<unknown>, args: Args) => Promise<unknown>;
  /** What it is drawn in; by default a dialog over the page. */
  readonly Frame?: ComponentType<DialogProps>;
}

const once: NonNullable<ActionDialogProps["perform"]> = (run, args) => run(args);

/** Confirms an action, with a reason where needed, and runs it. */
export function ActionDialog(props: ActionDialogProps) {
  const {
    verb,
    offer,
    args,
    typed = NOTHING_TYPED,
    gone,
    close,
    told,
    perform = once,
    Frame = Dialog,
  } = props;
  const t = useTranslations(words);
  const locale = useLocale();
  const zone = useZone();
  const { message } = App.useApp();
  const { run, running } = useVerb(verb);
  const reason = useReason(typed.reason);
  const [failure, setFailure] = useState<unknown>(null);
  const [sure, setSure] = useState(offer.sure === undefined);
  // As it was when it was opened: of a send that is going out the figure falls while it is typed.
  const [asksTyped] = useState(offer.typed ?? null);
  const [typedText, setTypedText] = useState("");
  const isConfirmed = sure && (asksTyped === null || isTyped(asksTyped, typedText));
  const asked = { inputs: offer.inputs ?? {} };
  const [values, setValues] = useState<FormValues>(() => initialValues(asked));
  const set = (name: string, value: unknown) => setValues((before) => ({ ...before, [name]: value }));
  const inputs = askedOf(asked, values, offer.row);
  const incomplete = inputs.some(([name, one]) => problemOf(one, values[name], undefined, zone) !== null);
  /** What was answered this once; undefined before that. */
  const [secret, setSecret] = useState<string | null>();
  /** The input that the law refused, and its words, which are said there. */
  const refused = refusedField(failure, {
    inputs: { ...asked.inputs, ...(offer.reason ? { reason: true } : {}) },
  });
  const refusedIn = (name: string): string | undefined => {
    if (name !== refused) return undefined;
    const { message: said, hint } = userErrorOf(failure, locale);
    return `${said} ${hint}`;
  };
  /** What is wrong with what is typed; of what is still empty nothing is said. */
  const wrongIn = (name: string, one: Input): string | undefined => {
    const value = values[name];
    if (refusedIn(name) !== undefined) return refusedIn(name);
    if (value === null || value === undefined || String(value).trim() === "") return undefined;
    const problem = problemOf(one, value, undefined, zone);
    return problem === null ? undefined : say(problem, locale);
  };
  // What changed since it was shown. Nothing can be confirmed here then: the person looks at the page first.
  const [change, setChange] = useState<ShownChange | null>(null);

  function finish(answer?: unknown) {
    const done = offerDone(offer.done, answer);
    if (done !== "") message.success(done);
    close(NOTHING_TYPED);
  }

  // What one has just done oneself is not possible any more either.
  const isGone = gone === true && !running;
  const blocked = offer.blocked || incomplete || !isConfirmed || running || isGone;

  async function act() {
    const text = reason.take();
    if (offer.reason === "required" && text === null) {
      showFirstWrong();
      return;
    }
    setFailure(null);
    try {
      await offer.before?.();
      const answer = await perform(run, {
        ...args,
        ...offer.args,
        ...(offer.inputs ? { input: inputOf(asked, values, offer.row) } : {}),
        ...(offer.reason ? { reason: text } : {}),
      });
      told?.(answer);
      if (offer.once) setSecret(onceIn(answer, offer.once.key));
      else finish(answer);
    } catch (refusal) {
      const changed = shownChangeIn(refusal);
      if (changed) setChange(changed);
      else {
        setFailure(refusal);
        showFirstWrong();
      }
      if (userErrorOf(refusal, locale).kind === "signed_out") close(NOTHING_TYPED);
    }
  }

  if (change !== null) {
    const look = () => close({ reason: reason.text, change });
    return (
      <Frame
        title={t("undecided")}
        okText={t("look")}
        okButtonProps={{ "data-look": verb } as ButtonProps}
        footer={(_, { OkBtn }) => <OkBtn />}
        onOk={look}
        onCancel={look}
      >
        <Differences change={change} undecided />
      </Frame>
    );
  }
  if (offer.once && secret !== undefined) {
    return (
      <Frame
        title={offer.once.label}
        okText={t("read")}
        // What is shown once is not lost by a key.
        keyboard={false}
        closable={false}
        footer={(_, { OkBtn }) => <OkBtn />}
        onOk={() => finish()}
      >
        {secret === null ? (
          <Alert type="warning" showIcon message={t("told_before")} />
        ) : (
          <ShownOnce>
            <p>{offer.once.note}</p>
            <Typography.Paragraph className="mono" data-testid="once">
              {secret}
            </Typography.Paragraph>
            <CopyButton text={secret} />
          </ShownOnce>
        )}
      </Frame>
    );
  }
  return (
    <Frame
      title={offer.title}
      okText={
        offer.reason && !offer.blocked ? (
          <>
            {offer.label} <kbd aria-hidden>Ctrl ↵</kbd>
          </>
        ) : (
          offer.label
        )
      }
      okButtonProps={
        {
          danger: offer.tone === "danger",
          disabled: blocked,
          "data-confirm": verb,
        } as ButtonProps
      }
      {...(offer.keep ? { cancelText: offer.keep } : {})}
      confirmLoading={running}
      onOk={() => void act()}
      onCancel={() => close(NOTHING_TYPED)}
    >
      <Flex vertical gap={12}>
        {typed.change && <Differences change={typed.change} />}
        <div>{offer.body}</div>
        {inputs.map(([name, one]) => (
          <FormInput
            key={name}
            id={`transition-${name}`}
            asked={one}
            value={values[name]}
            wrong={wrongIn(name, one)}
            change={(value) => set(name, value)}
            values={values}
            changeOther={set}
            {...(offer.row ? { row: offer.row } : {})}
          />
        ))}
        {offer.sure && (
          <Checkbox checked={sure} onChange={(event) => setSure(event.target.checked)}>
            {offer.sure}
          </Checkbox>
        )}
        {asksTyped !== null && !offer.blocked && (
          <TypedField id="transition-typed" text={asksTyped} value={typedText} change={setTypedText} />
        )}
        {offer.reason && !offer.blocked && (
          <ReasonField
            id="transition-reason"
            reason={reason}
            optional={offer.reason === "optional"}
            hint={t(offer.row?.state === "in_review" ? "reason_hint" : "reason_logged")}
            wrong={refusedIn("reason")}
            confirm={() => {
              if (!blocked) void act();
            }}
          />
        )}
        {isGone && <Alert type="warning" showIcon message={t("gone")} data-testid="gone" />}
        {refused === null && !isGone && <FailedNote failure={failure} />}
      </Flex>
    </Frame>
  );
}

/** What the answer of a verb tells this once; null where the verb had been called before by the same click. */
function onceIn(answer: unknown, key: string): string | null {
  const told = (answer as Readonly<Record<string, unknown>> | null)?.[key];
  return typeof told === "string" ? told : null;
}
