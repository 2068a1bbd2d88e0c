import { serviceAccount } from "@tidings/shared/accounts/account.ts";
import { accountPart } from "@tidings/shared/accounts/part.ts";
import { ACCOUNT_PART_WORDS } from "@tidings/shared/accounts/words.ts";
import { copiedFrom } from "@tidings/shared/resource/copied.ts";
import { drawable, type Form, type Row } from "@tidings/shared/resource/define.ts";
import { type FormValues, initialValues } from "@tidings/shared/resource/form_values.ts";
import { NOUNS } from "@tidings/shared/resource/nouns.ts";
import { Button, Steps } from "antd";
import { useState } from "react";
import { useNavigate, useSearchParams } from "react-router";
import { useEditor } from "../ui/editor.tsx";
import { useEnterprise, useMe, useZone } from "../ui/me.tsx";
import { Page } from "../ui/page.tsx";
import { COPY_OF, CopiedNote, useTakenNames } from "../ui/resource/copied.tsx";
import { FormCard } from "../ui/resource/form-card.tsx";
import type { Slots } from "../ui/resource/slots.ts";
import { PageSkeleton } from "../ui/skeletons.tsx";
import { Failed, Missing } from "../ui/states.tsx";
import { useAddressStep } from "../ui/use-address-step.ts";
import { isNoId } from "../ui/user-error.ts";
import { useVerb } from "../ui/verb.ts";
import { useTranslations } from "../ui/words.ts";
import { AuthorisationInput } from "./authorisation-input.tsx";
import { PartPreview } from "./part-preview.tsx";
import { PART_KINDS, type PartCard, type PartKind, useParts } from "./parts.ts";
import { words } from "./words.ts";

/** A new service account in three steps (SA-1, §9.1.1). Each step is saved as a draft in the account, so that anyone who goes on later loses nothing. */
export function AccountCreate() {
  const [address] = useSearchParams();
  const account = address.get("account") ?? undefined;
  const source = address.get(COPY_OF) ?? undefined;
  const { step: at, go } = useAddressStep(PART_KINDS);
  const step = PART_KINDS[at] ?? "profile";
  const { parts, loading, failure, retry } = useParts(account);
  const copied = useParts(source);
  const name = copied.parts.profile?.name;
  const taken = useTakenNames(serviceAccount, name ?? undefined);
  const isWaiting = (loading && account !== undefined) || (copied.loading && source !== undefined);
  if (isWaiting || taken === undefined) return <PageSkeleton of="form" />;
  const broken = failure ?? copied.failure;
  if (broken && !isNoId(broken)) return <Failed failure={broken} retry={failure ? retry : copied.retry} />;
  const isEmpty = (one: string | undefined, of: typeof parts) =>
    one !== undefined && Object.keys(of).length === 0;
  if (isEmpty(account, parts) || isEmpty(source, copied.parts))
    return <Missing resource="service_account" back={`/${NOUNS.service_account.path}`} />;
  return (
    <Step
      key={`${account}-${step}`}
      account={account}
      step={step}
      parts={parts}
      source={copied.parts[step]}
      taken={taken}
      go={(to, id) => go(PART_KINDS.indexOf(to), id === undefined ? {} : { account: id })}
    />
  );
}

interface StepProps {
  readonly account: string | undefined;
  readonly step: PartKind;
  readonly parts: Partial<Record<PartKind, PartCard>>;
  /** The part of the account that is copied. */
  readonly source: PartCard | undefined;
  /** The names of other accounts, which a copy does not get. */
  readonly taken: readonly string[];
  /** Shows another step; `account` is the one that was made by this one. */
  readonly go: (to: PartKind, account?: string) => void;
}

const SLOTS: Slots = {
  aside: (row, values) => <PartPreview row={row as unknown as Partial<PartCard>} values={values} />,
  inputs: { "profile.authorisation": AuthorisationInput },
};
const CREATE = drawable(serviceAccount.forms.create) as Form;
const UPDATE = drawable(accountPart.forms.update) as Form;

/** The form of a step: the account is made by the first, and each part is saved by its own; the last may submit all three. */
function formOf(step: PartKind, part: PartCard | undefined): Form {
  if (!part) return CREATE;
  if (step === "home") return UPDATE;
  const { draft: _, ...update } = UPDATE;
  return { ...update, confirm: CREATE.confirm, done: CREATE.done };
}

/** What a step begins with of the account that is copied; null where it is filled in already, or nothing is copied. */
function useCopied({ step, parts, source, taken }: StepProps, form: Form) {
  const zone = useZone();
  const [now] = useState(() => new Date());
  if (!source || source.content === null || (parts[step] && parts[step].content !== null)) return null;
  // The new account has had no version yet.
  const row = { ...source, live_version: null, state: "draft", change_reason: null } as unknown as Row;
  return copiedFrom({ of: serviceAccount, form, row, taken, now, zone });
}

function Step(props: StepProps) {
  const { account, step, parts, source, go } = props;
  const t = useTranslations(words);
  const navigate = useNavigate();
  const { user_id } = useMe();
  const { id: enterprise } = useEnterprise();
  const part = parts[step];
  const row = part as unknown as Row | undefined;
  const form = formOf(step, part);
  const copied = useCopied(props, form);
  const editor = useEditor<FormValues, Row>({
    noun: part ? "account_part" : "service_account",
    name: ["account.new", enterprise, user_id, account ?? "", step, ...(source ? [source.id] : [])].join("."),
    found: null,
    begin: () =>
      copied
        ? { ...copied.values, own: source?.own ?? {} }
        : { ...initialValues(form, row), own: part?.own ?? {} },
  });
  const create = useVerb<Row>("create_service_account");
  const update = useVerb<Row>("update_account_part");
  const submit = useVerb("submit_account_part");
  const at = PART_KINDS.indexOf(step);

  async function send(input: Record<string, unknown>, complete: boolean) {
    const made = await editor.send(() =>
      part
        ? update.run({ account_part: part.id, input: { ...input, base_revision: part.revision } })
        : create.run({ input }),
    );
    const id = part ? String(part.account_id) : String(made.id);
    const next = PART_KINDS[at + 1];
    if (next) {
      go(next, id);
      return made;
    }
    if (complete)
      for (const kind of PART_KINDS) {
        const one = parts[kind];
        if (one && ["draft", "rejected"].includes(one.state)) await submit.run({ account_part: one.id });
      }
    navigate(`/service-accounts/${id}`, { replace: true });
    return made;
  }

  return (
    <Page
      title={t(CREATE.title)}
      note={editor.note || t(serviceAccount.words.empty_hint)}
      back={account ? `/service-accounts/${account}` : "/service-accounts"}
    >
      {source && copied && <CopiedNote name={source.name ?? ""} left={copied.left} />}
      {editor.notes}
      <FormCard
        of={part ? accountPart : serviceAccount}
        form={form}
        slots={SLOTS}
        {...(row ? { row } : {})}
        head={
          <Steps
            size="small"
            current={at}
            responsive
            onChange={(to) => {
              const kind = PART_KINDS[to];
              if (kind && account && to !== at) go(kind);
            }}
            items={PART_KINDS.map((kind) => ({ title: t(ACCOUNT_PART_WORDS[kind]) }))}
          />
        }
        beside={at > 0 && <Button onClick={() => go(PART_KINDS[at - 1] as PartKind)}>{t("back")}</Button>}
        values={editor.values}
        edit={(name, change) => editor.edit((before) => ({ ...before, [name]: change(before[name]) }))}
        send={send}
      />
    </Page>
  );
}
