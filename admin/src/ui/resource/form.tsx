import { drawable, type Form, type Resource, type Row, verbOf } from "@tidings/shared/resource/define.ts";
import { draftOf, type FormValues, initialValues } from "@tidings/shared/resource/form_values.ts";
import { NOUNS } from "@tidings/shared/resource/nouns.ts";
import { type Reader, titleText, valueText } from "@tidings/shared/resource/text.ts";
import { type ReactNode, useCallback, useState } from "react";
import { useLocation, useNavigate } from "react-router";
import { type Found, useEditedRow } from "../edited-row.tsx";
import { ClosedNote, useEditor } from "../editor.tsx";
import { useMe, useZone } from "../me.tsx";
import { Page } from "../page.tsx";
import { useVerb } from "../verb.ts";
import { useLocale, useTranslations } from "../words.ts";
import { COPY_OF, CopySource } from "./copied.tsx";
import { useEverywhere } from "./everywhere.ts";
import { givenIn, withGiven } from "./form-address.ts";
import { FormCard } from "./form-card.tsx";
import { pageOf } from "./page-of.ts";
import { ReviewNote } from "./review-note.tsx";
import { Room } from "./room.tsx";
import type { Slots } from "./slots.ts";

interface CreateProps {
  readonly of: Resource;
  readonly form: Form;
  readonly slots: Slots;
}

/** The form for a new one, or for a copy of another. What the row that it was opened from answers already is in the address, as `formWith` writes it. */
export function ResourceCreate({ of, form, slots }: CreateProps) {
  const { search, state } = useLocation();
  const source = of.copies ? new URLSearchParams(search).get(COPY_OF) : null;
  if (source !== null)
    return (
      <CopySource of={of} form={form} id={source}>
        {({ values }, note) => (
          <Creating key={source} {...{ of, form, slots, note }} given={values} draft={[COPY_OF, source]} />
        )}
      </CopySource>
    );
  // What one of our own buttons has filled in; a link cannot.
  const filled = (state as { readonly filled?: FormValues } | null)?.filled ?? {};
  const chosen = givenIn(form, search);
  const given = { ...chosen, ...filled };
  return <Creating key={keyOf(chosen)} {...{ of, form, slots, given }} draft={Object.values(given)} />;
}

/** A form is another one with other rows chosen in its address, and the same at each of its steps, which are there too. */
const keyOf = (chosen: FormValues): string => JSON.stringify(chosen);

interface CreatingProps extends CreateProps {
  readonly given: FormValues;
  /** What tells its draft from that of an empty form. */
  readonly draft: readonly unknown[];
  /** Above the form: of what it is a copy. */
  readonly note?: ReactNode;
}

/** What is typed survives a reload, in this browser; what was begun from a row is a draft of its own. */
function Creating({ of, form, slots, given, draft, note }: CreatingProps) {
  const t = useTranslations();
  const navigate = useNavigate();
  const me = useMe();
  const { path } = NOUNS[of.noun];
  const editor = useEditor<FormValues, Row>({
    noun: of.noun,
    name: [`${path}.new.${me.enterprise?.id ?? ""}.${me.user_id}`, ...draft]
      .map((part) => String(part).slice(0, 100))
      .join("."),
    found: null,
    begin: () => ({ ...initialValues(form), ...given }),
    kept: useCallback((values) => draftOf(form, values), [form]),
  });
  const { run } = useVerb<Row>(form.verb);
  const again = useVerb<Row>(drawable(of.forms.update)?.verb ?? form.verb);
  const followUp = useVerb(verbOf(of, form.follow ?? "submit")[0]);
  const called = of.argument ?? of.noun;
  const [told, setTold] = useState<Readonly<Record<string, unknown>> | null>(null);
  return (
    <Page
      title={t(form.title)}
      note={
        <>
          {editor.note || t(of.words.note)}
          <Room of={of} />
        </>
      }
      back={`/${path}`}
    >
      {note}
      {editor.notes}
      <FormCard
        of={of}
        form={form}
        slots={slots}
        values={editor.values}
        edit={(name, change) => editor.edit((before) => ({ ...before, [name]: change(before[name]) }))}
        send={async (input, complete) => {
          const answer = await editor.send(
            (made) =>
              made && form.follow
                ? again.run({ [called]: made.id, input: { ...input, base_revision: made.revision } })
                : run({ input }),
            form.follow && complete ? (made) => followUp.run({ [called]: made.id }) : undefined,
          );
          const made = (form.makes ? answer[form.makes] : [answer]) as readonly Row[];
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
  const given = givenIn(form, search);
  return (
    <Editing
      key={`${found.row.id}${keyOf(given)}`}
      given={given}
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

function Editing({ of, form, slots, found, given }: EditingProps) {
  const { row, transitions } = found;
  const t = useTranslations();
  const navigate = useNavigate();
  const valuesOf = (now: Row) => ({ ...initialValues(form, now), ...(form.own ? { own: now.own } : {}) });
  const editor = useEditor<FormValues, Row>({
    noun: of.noun,
    name: [found.draft, ...Object.values(given)].join("."),
    found,
    begin: (now) => withGiven(valuesOf(now ?? row), given),
    // Where its verb is not told a revision, another state of the row is one in which what is asked for is different.
    ...(form.revised ? {} : { stamp: (now: Row) => JSON.stringify(valuesOf(now)) }),
    kept: useCallback((values) => draftOf(form, values), [form]),
    withdrawn: "withdraw" in of.transitions,
  });
  const { run } = useVerb<Row>(form.verb);
  const followUp = useVerb(verbOf(of, form.follow ?? "submit")[0]);
  const page = pageOf(of, row.id);
  const reader = { locale: useLocale(), zone: useZone() };
  const name = titleText(of, row, reader);
  const title = t(form.title, { name });
  const called = { [of.argument ?? of.noun]: row.id };
  if (!found.open)
    return (
      <Page title={title} back={page}>
        <ClosedNote noun={of.noun} row={row} withdrawn={"withdraw" in of.transitions} />
      </Page>
    );
  return (
    <Page
      title={title}
      note={editor.note || (title.includes(name) ? marksText(of, row, reader) : name)}
      back={page}
    >
      {editor.notes}
      <FormCard
        of={of}
        form={form}
        slots={slots}
        row={row}
        head={of.reviewed && <ReviewNote row={row} transitions={transitions} />}
        values={editor.values}
        edit={(input, change) => editor.edit((before) => ({ ...before, [input]: change(before[input]) }))}
        closed={editor.closed}
        send={async (input, complete) => {
          const card = await editor.send(
            (_made, { base_revision }) =>
              run({ ...called, input: { ...input, ...(form.revised ? { base_revision } : {}) } }),
            form.follow && complete ? () => followUp.run(called) : undefined,
          );
          navigate(page, { replace: true });
          return card;
        }}
      />
    </Page>
  );
}

/** What tells a row from others of its name, as its page has it beside the name. */
const marksText = (of: Resource, row: Row, reader: Reader): string =>
  Object.entries(of.fields)
    .flatMap(([key, field]) => (field.mark === "own" ? [valueText(field, row[key], row, reader)] : []))
    .filter((text) => text !== null)
    .join(" · ");
