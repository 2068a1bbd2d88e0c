import { type Form, type Resource, type Row, verbOf } from "@tidings/shared/resource/define.ts";
import { draftOf, type FormValues, initialValues } from "@tidings/shared/resource/form_values.ts";
import { NOUNS } from "@tidings/shared/resource/nouns.ts";
import { titleText } from "@tidings/shared/resource/text.ts";
import { Alert } from "antd";
import { useCallback, useRef, useState } from "react";
import { useLocation, useNavigate } from "react-router";
import { useDraft } from "../draft.ts";
import { DraftNote } from "../draft-note.tsx";
import { EditNotes, InReviewNote } from "../edit-notes.tsx";
import { type Found, useEditedRow } from "../edited-row.tsx";
import { LinkButton } from "../link-button.tsx";
import { useMe, useZone } from "../me.tsx";
import { Page } from "../page.tsx";
import { useVerb } from "../verb.ts";
import { useLocale, useTranslations } from "../words.ts";
import { useEverywhere } from "./everywhere.ts";
import { givenIn, withGiven } from "./form-address.ts";
import { FormCard } from "./form-card.tsx";
import { pageOf } from "./page-of.ts";
import { ReviewNote } from "./review-note.tsx";
import { Room } from "./room.tsx";
import type { Slots } from "./slots.ts";
import { words } from "./words.ts";

interface CreateProps {
  readonly of: Resource;
  readonly form: Form;
  readonly slots: Slots;
}

/** The form for a new one. What the row that it was opened from answers already is in the address, as `formWith` writes it. */
export function ResourceCreate({ of, form, slots }: CreateProps) {
  const { search, state } = useLocation();
  // What one of our own buttons has filled in; a link cannot.
  const filled = (state as { readonly filled?: FormValues } | null)?.filled ?? {};
  const given = { ...givenIn(form, search), ...filled };
  return <Creating key={search} of={of} form={form} slots={slots} given={given} />;
}

/** What is typed survives a reload, in this browser; what was begun from a row is a draft of its own. */
function Creating({ of, form, slots, given }: CreateProps & { readonly given: FormValues }) {
  const t = useTranslations();
  const navigate = useNavigate();
  const me = useMe();
  const { path } = NOUNS[of.noun];
  const draft = useDraft<FormValues>(
    [`${path}.new.${me.enterprise?.id ?? ""}.${me.user_id}`, ...Object.values(given)]
      .map((part) => String(part).slice(0, 100))
      .join("."),
    { ...initialValues(form), ...given },
    { kept: useCallback((values) => draftOf(form, values), [form]) },
  );
  const { run } = useVerb<Readonly<Record<string, unknown>>>(form.verb);
  const [told, setTold] = useState<Readonly<Record<string, unknown>> | null>(null);
  return (
    <Page
      title={t(form.title)}
      note={
        <>
          {draft.keptAt ? <DraftNote keptAt={draft.keptAt} /> : t(of.words.note)}
          <Room of={of} />
        </>
      }
      back={`/${path}`}
    >
      <FormCard
        of={of}
        form={form}
        slots={slots}
        values={draft.value}
        change={(name, value) => draft.set((before) => ({ ...before, [name]: value }))}
        send={async (input) => {
          const answer = await run({ input });
          const made = (form.makes ? answer[form.makes] : [answer]) as readonly { readonly id: string }[];
          draft.forget();
          if (slots.Made) {
            setTold(answer);
            return { count: made.length };
          }
          const [only, ...more] = made;
          const page = only && more.length === 0 ? pageOf(of, only.id) : `/${path}`;
          navigate(form.opens && only ? `${page}/${form.opens}` : page, { replace: true });
          return { ...only, count: made.length };
        }}
      />
      {told && slots.Made && (
        <slots.Made answer={told} close={() => navigate(`/${path}`, { replace: true })} />
      )}
    </Page>
  );
}

/** The form that edits a row. When it was changed elsewhere meanwhile, the editor is told and keeps what was typed. */
export function ResourceEdit({ of, form, slots }: { of: Resource; form: Form; slots: Slots }) {
  const { search } = useLocation();
  const found = useEditedRow<Row>(of.view, of.noun, useEverywhere(of));
  if (!found.row) return found.instead;
  return (
    <Editing
      key={`${found.row.id}${search}`}
      given={givenIn(form, search)}
      of={of}
      form={form}
      slots={slots}
      found={found}
    />
  );
}

interface EditingProps {
  readonly of: Resource;
  readonly form: Form;
  readonly slots: Slots;
  readonly found: Found<Row>;
  /** What its address adds to what the row has, as `formWith` writes it. */
  readonly given: FormValues;
}

interface EditDraft {
  readonly values: FormValues;
  /** What the row was when the editing began. */
  readonly base: FormValues;
}

function Editing({ of, form, slots, found, given }: EditingProps) {
  const { row, transitions, editable } = found;
  const t = useTranslations(words);
  const navigate = useNavigate();
  const valuesOf = (now: Row) => ({ ...initialValues(form, now), ...(form.own ? { own: now.own } : {}) });
  const begin = (now: Row): EditDraft => ({ values: withGiven(valuesOf(now), given), base: valuesOf(now) });
  const draft = useDraft<EditDraft>([found.draft, ...Object.values(given)].join("."), begin(row));
  const { run, running } = useVerb<Row>(form.verb);
  const followUp = useVerb(verbOf(of, form.follow ?? "submit")[0]);
  // What was saved and then refused its submission is saved again on top of that.
  const revision = useRef(row.revision);
  const page = pageOf(of, row.id);
  const reader = { locale: useLocale(), zone: useZone() };
  const name = titleText(of, row, reader);
  const moved =
    !running && !followUp.running && JSON.stringify(draft.value.base) !== JSON.stringify(begin(row).base);
  const closed =
    !editable &&
    (row.state === "in_review" ? (
      <InReviewNote page={page} withdrawn={"withdraw" in of.transitions} />
    ) : (
      <Alert
        type="warning"
        showIcon
        message={t("not_editable")}
        action={<LinkButton to={page}>{name}</LinkButton>}
      />
    ));
  if (!found.open)
    return (
      <Page title={t(form.title)} back={page}>
        {closed}
      </Page>
    );
  return (
    <Page title={t(form.title)} note={draft.keptAt ? <DraftNote keptAt={draft.keptAt} /> : name} back={page}>
      <EditNotes
        resource={of.noun}
        id={String(row.id)}
        page={page}
        draft={draft}
        closed={closed}
        moved={moved}
        mine={() => draft.set((before) => ({ ...before, base: begin(row).base }))}
        drop={() => {
          draft.set(() => begin(row));
          draft.forget();
        }}
      />
      <FormCard
        of={of}
        form={form}
        slots={slots}
        row={row}
        head={of.reviewed && <ReviewNote row={row} transitions={transitions} />}
        values={draft.value.values}
        change={(input, value) =>
          draft.set((before) => ({ ...before, values: { ...before.values, [input]: value } }))
        }
        closed={moved || !editable}
        send={async (input, complete) => {
          const based = form.revised ? { base_revision: revision.current } : {};
          const card = await run({ [of.argument ?? of.noun]: row.id, input: { ...input, ...based } });
          // Where what follows is refused, the row is what this form made of it.
          draft.set((before) => ({ ...before, base: begin(card).base }));
          revision.current = card.revision;
          if (form.follow && complete) await followUp.run({ [of.argument ?? of.noun]: row.id });
          draft.forget();
          navigate(page, { replace: true });
          return card;
        }}
      />
    </Page>
  );
}
