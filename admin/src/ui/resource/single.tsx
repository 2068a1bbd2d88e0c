import type { Locale, Words } from "@tidings/shared/ground/locale.ts";
import { drawable, type Form, type Resource, type Row } from "@tidings/shared/resource/define.ts";
import { type FormValues, initialOf, initialValues } from "@tidings/shared/resource/form_values.ts";
import type { Input } from "@tidings/shared/resource/kinds.ts";
import { NOUNS } from "@tidings/shared/resource/nouns.ts";
import { valueText } from "@tidings/shared/resource/text.ts";
import { Button, Card } from "antd";
import { Link } from "react-router";
import { useRow } from "../data.ts";
import { History } from "../history.tsx";
import { useUnsaved } from "../leave-guard.tsx";
import { useEnterprise, useZone } from "../me.tsx";
import { Page } from "../page.tsx";
import { FormSkeleton } from "../skeletons.tsx";
import { Failed, Missing } from "../states.tsx";
import { isAllowed } from "../transition.ts";
import { useTyped } from "../use-typed.ts";
import { useVerb } from "../verb.ts";
import { useTranslations } from "../words.ts";
import { FormCard } from "./form-card.tsx";
import { Facts } from "./show.tsx";
import type { Slots } from "./slots.ts";
import { words } from "./words.ts";

/** How often a setting is read again while its page is open. */
const POLL_MS = 30_000;

interface SingleProps {
  readonly of: Resource;
  readonly slots?: Slots;
}

/** The page of a setting. */
export function ResourceSingle({ of, slots = {} }: SingleProps) {
  const t = useTranslations(words);
  const { id } = useEnterprise();
  return (
    <Page title={t(NOUNS[of.noun].many)} note={t(of.words.note)}>
      <SettingCard of={of} slots={slots} />
      {slots.After && <slots.After />}
      <History resource={of.noun} id={id} title={t("history")} />
    </Page>
  );
}

interface SettingProps extends SingleProps {
  /** It says what it is: it is not the only one on its page. */
  readonly titled?: boolean;
}

/** A setting: its form, or what it is for whoever may not change it. */
export function SettingCard({ of, slots = {}, titled = false }: SettingProps) {
  const t = useTranslations(words);
  const form = drawable(of.forms.update);
  const { row, transitions, loading, failure, retry } = useRow<Row>(of.view, useEnterprise().id, {
    poll: () => POLL_MS,
    transitions: of.noun,
  });
  if (loading)
    return (
      <Card className="narrow">
        <FormSkeleton fields={2} />
      </Card>
    );
  if (!row) return failure ? <Failed failure={failure} retry={retry} /> : <Missing resource={of.noun} />;
  if (form && isAllowed(transitions, "update"))
    return <SettingForm key={row.id} of={of} form={form} row={row} slots={slots} titled={titled} />;
  return (
    <Card className="narrow" title={titled && <WayTo of={of} />} data-testid={NOUNS[of.noun].command}>
      {titled && <p className="faint">{t(of.words.note)}</p>}
      <p className="faint">{t("read_only")}</p>
      <Facts of={of} slots={slots} row={row} transitions={transitions} />
    </Card>
  );
}

/** What a setting is called, as the way to its own page, which has its history. */
function WayTo({ of }: { of: Resource }) {
  const t = useTranslations();
  const { path, many } = NOUNS[of.noun];
  return <Link to={`/${path}`}>{t(many)}</Link>;
}

interface SettingFormProps extends Required<SettingProps> {
  readonly form: Form;
  readonly row: Row;
}

/** What is typed stays while the row is read again, and follows it where nothing is typed. */
function SettingForm({ of, form, slots, row, titled }: SettingFormProps) {
  const t = useTranslations(words);
  const zone = useZone();
  const { values, change, changed } = useTyped<FormValues>(initialValues(form, row));
  const { run } = useVerb<Row>(form.verb);
  useUnsaved(changed);
  const usual = Object.entries(form.inputs).filter(([, input]) => usualOf(input) !== undefined);
  return (
    <FormCard
      of={of}
      form={{ ...form, inputs: { ...form.inputs, ...Object.fromEntries(usual.map(saying(row, zone))) } }}
      slots={slots}
      row={row}
      title={titled && <WayTo of={of} />}
      head={titled && <span className="faint">{t(of.words.note)}</span>}
      values={values}
      edit={(name, next) => change({ [name]: next(values[name]) })}
      beside={
        usual.length > 1 && (
          <Button
            onClick={() => change(Object.fromEntries(usual.map(([name, input]) => [name, initialOf(input)])))}
          >
            {t("restore")}
          </Button>
        )
      }
      send={async (input) => {
        await run({ [of.argument ?? of.noun]: row.id, input });
        return {};
      }}
    />
  );
}

/** The value that a setting has by itself. */
const usualOf = (input: Input): unknown => ("initial" in input ? input.initial : undefined);

const USUAL: Record<Locale, (value: string) => string> = {
  "zh-CN": (value) => `默认：${value}。`,
  en: (value) => `Default: ${value}.`,
};

/** An input whose hint says what it is by itself. */
const saying =
  (row: Row, zone: string) =>
  ([name, input]: [string, Input]): [string, Input] => {
    const said = (locale: Locale, hint = "") =>
      hint +
      (locale === "en" && hint ? " " : "") +
      USUAL[locale](valueText(input as never, usualOf(input), row, { locale, zone }) ?? "—");
    const hint: Words = { zh: said("zh-CN", input.hint?.zh), en: said("en", input.hint?.en) };
    return [name, { ...input, hint }];
  };
