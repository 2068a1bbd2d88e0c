import { CARRIER_NAMES } from "@tidings/shared/channels/words.ts";
import { DOMAIN_NAMES } from "@tidings/shared/links/words.ts";
import { numberFileName } from "@tidings/shared/numbers/words.ts";
import { type OwnField, ownName, ownText } from "@tidings/shared/own/fields.ts";
import { differencesOf, type Entry } from "@tidings/shared/resource/difference.ts";
import { knownWords } from "@tidings/shared/resource/known.ts";
import type { SendCard } from "@tidings/shared/sends/card.ts";
import { Lines } from "../ui/differences.tsx";
import { useZone } from "../ui/me.tsx";
import { clock } from "../ui/time.ts";
import { useLocale, useTranslations } from "../ui/words.ts";
import { words } from "./create-words.ts";
import { words as editing } from "./edit-words.ts";
import { formOf } from "./edited.ts";
import { entriesOf, type SendNames } from "./edited-entries.ts";
import type { SendForm } from "./form.ts";
import { words as message } from "./message-words.ts";
import type { Choices } from "./use-choices.ts";

interface EditChangesProps {
  readonly edited: SendCard;
  readonly form: SendForm;
  readonly choices: Choices;
  /** The fields that the enterprise has added to sends. */
  readonly definitions: readonly OwnField[];
}

/** What saving an edit changes of the send, line by line: 10:00 → 11:00. */
export function EditChanges({ edited, form, choices, definitions }: EditChangesProps) {
  const t = useTranslations({ ...message, ...words });
  const tEdit = useTranslations(editing);
  const zone = useZone();
  const locale = useLocale();
  const saying = { t, time: (at: string) => clock(at, zone) };
  const named = (names: SendNames): SendNames => ({
    ...names,
    file: names.file && numberFileName(names.file, locale),
    channel: names.channel && t(knownWords(CARRIER_NAMES, names.channel)),
    domain: names.domain ?? t(DOMAIN_NAMES.default),
  });
  const ownOf = (values: SendForm["own"]): readonly Entry[] =>
    definitions
      .filter(({ key }) => !["", null, undefined].includes(values[key] as string | null | undefined))
      .map((of) => {
        const said = ownText(of, values[of.key]);
        return {
          key: `own.${of.key}`,
          field: t(ownName(of)),
          value: typeof said === "string" ? said : t(said),
        };
      });
  const was = formOf(edited);
  const before = entriesOf(
    was,
    named({
      template: edited.template_name,
      sms: edited.sms_template_name,
      file: edited.file_name,
      domain: edited.domain_name,
      channel: edited.channel_name,
    }),
    saying,
  );
  const now = { ...form, columns: choices.columns };
  const after = entriesOf(now, named(namesOf(form, edited, choices)), saying);
  const lines = differencesOf([...before, ...ownOf(was.own)], [...after, ...ownOf(form.own)]);
  if (lines.length === 0) return <p className="faint">{tEdit("nothing_changes")}</p>;
  return (
    <div className="edit-changes" data-testid="edit-changes">
      <h3>{tEdit("changes")}</h3>
      <Lines lines={lines} before={tEdit("before")} after={tEdit("after")} />
    </div>
  );
}

/** What is chosen is named as it is offered; what was not exchanged, as the send has it. */
function namesOf(form: SendForm, edited: SendCard, choices: Choices): SendNames {
  const { domains } = choices;
  return {
    template: choices.template?.name ?? choices.basic.template?.name ?? edited.template_name,
    sms: choices.text?.name ?? edited.sms_template_name,
    file: choices.file?.name ?? edited.file_name,
    domain:
      form.domain === null
        ? null
        : (domains.find(({ id }) => id === form.domain)?.host ?? edited.domain_name),
    channel: choices.channel?.name ?? edited.channel_name,
  };
}
