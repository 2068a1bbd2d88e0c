import { BASIC_LIMITS } from "@tidings/shared/basic/limits.ts";
import { NOUNS } from "@tidings/shared/resource/nouns.ts";
import { Form, Input, InputNumber, Select } from "antd";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { NAME_MISSING, nameFinding } from "../../contents/name.ts";
import { contentWords } from "../../contents/words.ts";
import { Dialog } from "../../ui/dialog.tsx";
import { FormField } from "../../ui/form-field.tsx";
import { FailedNote } from "../../ui/states.tsx";
import { useOnlyChoice } from "../../ui/use-only-choice.ts";
import { useTranslations } from "../../ui/words.ts";
import { type SubmitChoices, takesBasic } from "./use-submit-choices.ts";
import type { BasicValue } from "./value.ts";
import { editorWords } from "./words.ts";

interface SubmitDialogProps {
  readonly value: BasicValue;
  readonly set: (change: (value: BasicValue) => BasicValue) => void;
  readonly choices: SubmitChoices;
  readonly tried: boolean;
  readonly busy: boolean;
  readonly failure: unknown;
  readonly submit: () => void;
  readonly cancel: () => void;
}

const { min, max } = BASIC_LIMITS.validity_days;

/** 提交审核: the name, for how many days it is valid, the signature and the channel. */
export function SubmitDialog(props: SubmitDialogProps) {
  const { value, set, tried, busy, failure, submit, cancel } = props;
  const t = useTranslations({ ...contentWords, ...editorWords });
  const problem = nameFinding(value.name);
  return (
    <Dialog
      title={t("submit_title")}
      okText={t("submit_title")}
      okButtonProps={{ loading: busy }}
      onOk={submit}
      onCancel={cancel}
      data-testid="submit"
    >
      <Form layout="vertical" component="div">
        <p className="faint">{t("submit_intro")}</p>
        <FormField
          label={t("name")}
          htmlFor="submit-name"
          required
          wrong={problem && (tried || problem !== NAME_MISSING) ? t(problem.words) : undefined}
        >
          <Input
            id="submit-name"
            maxLength={64}
            showCount
            value={value.name}
            onChange={({ target }) => set((before) => ({ ...before, name: target.value }))}
          />
        </FormField>
        <FormField
          label={t("validity")}
          htmlFor="submit-validity"
          required
          hint={t("validity_hint", { min, max })}
          wrong={tried && value.validity_days === null ? t("validity_missing") : undefined}
        >
          <InputNumber<number>
            id="submit-validity"
            min={min}
            max={max}
            precision={0}
            value={value.validity_days}
            onChange={(validity_days) => set((before) => ({ ...before, validity_days }))}
          />
        </FormField>
        <SignatureChoice {...props} />
        <ChannelChoice {...props} />
        <FailedNote failure={failure} />
      </Form>
    </Dialog>
  );
}

function SignatureChoice({ value, set, choices: { signatures }, tried }: SubmitDialogProps) {
  const t = useTranslations(editorWords);
  return (
    <Choice
      id="submit-signature"
      label={t("signature")}
      hint={t("signature_hint")}
      missing={tried ? t("signature_missing") : undefined}
      loading={signatures.loading}
      value={value.signature_id}
      choose={(signature_id) => set((before) => ({ ...before, signature_id }))}
      options={signatures.rows.map(({ id, name }) => ({ value: id, label: `【${name}】` }))}
      none={<Link to={`/${NOUNS.basic_signature.path}/new`}>{t("signature_none")}</Link>}
    />
  );
}

function ChannelChoice({ value, set, choices: { channels }, tried }: SubmitDialogProps) {
  const t = useTranslations(editorWords);
  return (
    <Choice
      id="submit-channel"
      label={t("channel")}
      missing={tried ? t("channel_missing") : undefined}
      loading={channels.loading}
      value={value.channel_id}
      choose={(channel_id) => set((before) => ({ ...before, channel_id }))}
      options={channels.rows.map((channel) => ({
        value: channel.id,
        disabled: !takesBasic(channel),
        label: takesBasic(channel) ? channel.name : `${channel.name} · ${t("channel_cannot")}`,
      }))}
      none={<Link to={`/${NOUNS.channel.path}/new`}>{t("channel_none")}</Link>}
    />
  );
}

interface ChoiceProps {
  readonly id: string;
  readonly label: string;
  readonly hint?: string;
  /** Said where nothing is chosen. */
  readonly missing: string | undefined;
  readonly loading: boolean;
  readonly value: string | null;
  readonly choose: (id: string) => void;
  readonly options: readonly {
    readonly value: string;
    readonly label: string;
    readonly disabled?: boolean;
  }[];
  /** In place of options, where there are none. */
  readonly none: ReactNode;
}

/** One of some rows; the only one is chosen by itself. */
function Choice({ id, label, hint, missing, loading, value, choose, options, none }: ChoiceProps) {
  const keys = options.filter(({ disabled }) => !disabled).map((option) => option.value);
  useOnlyChoice({ loading, keys }, true, value, choose);
  return (
    <FormField label={label} htmlFor={id} required hint={hint} wrong={value === null ? missing : undefined}>
      <Select<string>
        id={id}
        showSearch
        optionFilterProp="label"
        loading={loading}
        value={value ?? undefined}
        onChange={choose}
        options={[...options]}
        notFoundContent={loading ? null : none}
      />
    </FormField>
  );
}
