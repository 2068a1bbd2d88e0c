import { BASIC_LIMITS } from "@tidings/shared/basic/limits.ts";
import { NOUNS } from "@tidings/shared/resource/nouns.ts";
import { Form, Input, InputNumber, Select } from "antd";
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
      cancelText={t("cancel")}
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
  const choose = (signature_id: string) => set((before) => ({ ...before, signature_id }));
  const keys = signatures.rows.map(({ id }) => id);
  useOnlyChoice({ loading: signatures.loading, keys }, true, value.signature_id, choose);
  return (
    <FormField
      label={t("signature")}
      htmlFor="submit-signature"
      required
      hint={t("signature_hint")}
      wrong={tried && value.signature_id === null ? t("signature_missing") : undefined}
    >
      <Select<string>
        id="submit-signature"
        showSearch
        optionFilterProp="label"
        loading={signatures.loading}
        value={value.signature_id ?? undefined}
        onChange={choose}
        options={signatures.rows.map(({ id, name }) => ({ value: id, label: `【${name}】` }))}
        notFoundContent={
          signatures.loading ? null : (
            <Link to={`/${NOUNS.basic_signature.path}/new`}>{t("signature_none")}</Link>
          )
        }
      />
    </FormField>
  );
}

function ChannelChoice({ value, set, choices: { channels }, tried }: SubmitDialogProps) {
  const t = useTranslations(editorWords);
  const choose = (channel_id: string) => set((before) => ({ ...before, channel_id }));
  const keys = channels.rows.filter(takesBasic).map(({ id }) => id);
  useOnlyChoice({ loading: channels.loading, keys }, true, value.channel_id, choose);
  return (
    <FormField
      label={t("channel")}
      htmlFor="submit-channel"
      required
      wrong={tried && value.channel_id === null ? t("channel_missing") : undefined}
    >
      <Select<string>
        id="submit-channel"
        showSearch
        optionFilterProp="label"
        loading={channels.loading}
        value={value.channel_id ?? undefined}
        onChange={choose}
        options={channels.rows.map((channel) => ({
          value: channel.id,
          disabled: !takesBasic(channel),
          label: takesBasic(channel) ? channel.name : `${channel.name} · ${t("channel_cannot")}`,
        }))}
        notFoundContent={
          channels.loading ? null : <Link to={`/${NOUNS.channel.path}/new`}>{t("channel_none")}</Link>
        }
      />
    </FormField>
  );
}
