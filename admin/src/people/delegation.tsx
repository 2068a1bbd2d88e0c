import { w } from "@tidings/shared/ground/locale.ts";
import { type FormValues, initialValues, inputOf, problemOf } from "@tidings/shared/resource/form_values.ts";
import { DELEGATE } from "@tidings/shared/resource/reviewed.ts";
import { Alert, App, Button, Card, Select } from "antd";
import { useState } from "react";
import { useRows } from "../ui/data.ts";
import { showFirstWrong } from "../ui/first-wrong.ts";
import { FormButtons } from "../ui/form-buttons.tsx";
import { useUnsaved } from "../ui/leave-guard.tsx";
import { useMe, useZone } from "../ui/me.tsx";
import type { InputSlotProps } from "../ui/resource/form-context.ts";
import { FormInput } from "../ui/resource/input.tsx";
import type { NonNullKeys, RowOf } from "../ui/rows.ts";
import { FailedNote } from "../ui/states.tsx";
import { today, zoneName } from "../ui/time.ts";
import { useTyped } from "../ui/use-typed.ts";
import { refusedField, userErrorOf } from "../ui/user-error.ts";
import { useVerb } from "../ui/verb.ts";
import { useLocale, useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

const FORM = {
  inputs: {
    delegate: DELEGATE,
    first_day: { kind: "day", label: w("开始日期", "First day") },
    last_day: { kind: "day", label: w("结束日期", "Last day") },
  },
} as const;
type Name = keyof typeof FORM.inputs;
const NAMES = Object.keys(FORM.inputs) as Name[];

/** BOT-3: who decides in one's place while one is away. Only anyone who may decide about something has anything to hand over. */
export function Delegation() {
  const { user_id } = useMe();
  const { rows } = useReviewers();
  return rows.some(({ id }) => id === user_id) ? <DelegationCard /> : null;
}

function useReviewers() {
  return useRows<NonNullKeys<RowOf<"reviewers">, "id" | "name">>("reviewers", {
    sorters: [{ field: "name", order: "asc" }],
  });
}

function DelegationCard() {
  const t = useTranslations(words);
  const locale = useLocale();
  const zone = useZone();
  const { message } = App.useApp();
  const { delegate: now } = useMe();
  const { run, running } = useVerb("set_delegate");
  const stored: FormValues = now
    ? { delegate: now.id, first_day: now.since, last_day: now.until }
    : { ...initialValues(FORM), first_day: today(zone) };
  const { values, change: type, changed } = useTyped(stored);
  const [wrong, setWrong] = useState<Readonly<Partial<Record<Name, string>>>>({});
  const [failure, setFailure] = useState<unknown>(null);
  useUnsaved(changed);

  function change(name: string, value: unknown) {
    type({ [name]: value });
    setWrong(({ [name as Name]: _, ...others }) => others);
  }

  async function save(input: object, done: string) {
    setFailure(null);
    try {
      await run({ input });
      message.success(done);
    } catch (refusal) {
      const field = refusedField(refusal, FORM) as Name | null;
      const { message: said, hint } = userErrorOf(refusal, locale);
      if (field) setWrong({ [field]: `${said} ${hint}` });
      else setFailure(refusal);
      showFirstWrong();
    }
  }

  async function submit() {
    const problems = NAMES.flatMap((name) => {
      const problem = problemOf(FORM.inputs[name], values[name]);
      return problem ? [[name, t(problem)] as const] : [];
    });
    setWrong(Object.fromEntries(problems));
    if (problems.length > 0) showFirstWrong();
    else await save(inputOf(FORM, values), t("away_done"));
  }

  return (
    <Card className="narrow" title={t("away")} data-testid="delegation">
      <p className="faint">{t("away_note")}</p>
      {now && (
        <Alert
          type="info"
          showIcon
          message={t(now.since <= today(zone) ? "away_now" : "away_later", { ...now, zone: zoneName(zone) })}
          action={
            <Button
              size="small"
              loading={running}
              onClick={() => void save({ delegate: null }, t("away_over"))}
            >
              {t("away_end")}
            </Button>
          }
        />
      )}
      <FailedNote failure={failure} />
      {NAMES.map((name) => (
        <FormInput
          key={name}
          id={`away-${name}`}
          asked={FORM.inputs[name]}
          slot={name === "delegate" ? Reviewer : undefined}
          wrong={wrong[name]}
          value={values[name]}
          change={(value) => change(name, value)}
          changeOther={change}
          values={values}
        />
      ))}
      <p className="faint">{t("away_zone", { zone: zoneName(zone) })}</p>
      <FormButtons left={Object.keys(wrong).length}>
        <Button type="primary" loading={running} onClick={() => void submit()}>
          {t(now ? "away_change" : "away_save")}
        </Button>
      </FormButtons>
    </Card>
  );
}

/** The others who may decide about something. */
function Reviewer({ id, value, change }: InputSlotProps) {
  const t = useTranslations(words);
  const { user_id } = useMe();
  const { rows, loading } = useReviewers();
  return (
    <Select
      id={id}
      showSearch
      loading={loading}
      optionFilterProp="label"
      value={value ?? undefined}
      placeholder={t("away_who")}
      onChange={change}
      options={rows.filter((row) => row.id !== user_id).map((row) => ({ value: row.id, label: row.name }))}
    />
  );
}
