import { listText } from "@tidings/shared/ground/locale.ts";
import { labelOf } from "@tidings/shared/ground/tone.ts";
import type { Proof } from "@tidings/shared/links/domains.ts";
import type { Revealed } from "@tidings/shared/numbers/inputs.ts";
import type { Resource, Row } from "@tidings/shared/resource/define.ts";
import type { Field } from "@tidings/shared/resource/kinds.ts";
import { knownText } from "@tidings/shared/resource/known.ts";
import { moneyOf, valueText } from "@tidings/shared/resource/text.ts";
import type { Transition } from "@tidings/shared/resource/transitions.ts";
import { Flex } from "antd";
import type { ReactNode } from "react";
import { Link } from "react-router";
import { useAmount } from "../amount.ts";
import { useZone } from "../me.tsx";
import { ProofLink } from "../proof-link.tsx";
import { Masked } from "../reveal.tsx";
import { StopPropagation } from "../stop-propagation.tsx";
import { StateTag } from "../tags.tsx";
import { clock } from "../time.ts";
import { useLocale, useTranslations } from "../words.ts";
import { Changes } from "./changes.tsx";
import { Tag } from "./marks.tsx";
import type { Slots } from "./slots.ts";
import { Turn } from "./turn.tsx";

interface ValueProps {
  readonly of: Resource;
  readonly column: string;
  readonly row: Row;
  readonly transitions: readonly Transition[];
  readonly slots: Slots;
}

/** A column of a row, as a list and a page show it. */
export function Value({ of, column, row, transitions, slots }: ValueProps) {
  const t = useTranslations();
  const zone = useZone();
  const field = of.fields[column];
  const slot = slots.values?.[column];
  if (slot) return slot(row);
  if (field === undefined || field.when?.(row) === false) return <span className="faint">—</span>;
  if (field.turn)
    return <Turn of={of} column={column} row={row} transitions={transitions} turn={field.turn} />;
  const made = field.text?.(row, zone);
  const text = made === undefined || typeof made === "string" ? made : t(made);
  if (text !== undefined && field.kind === "reference")
    return <Reference field={field} row={row} text={text} />;
  if (text === "") return "—";
  if (text !== undefined)
    return text.includes("\n") ? (
      <span className="pre-line">{text}</span>
    ) : UNBROKEN.test(text) ? (
      <span className="cell-long">{text}</span>
    ) : (
      text
    );
  if (field.kind === "choice") return <Tag of={of} column={column} row={row} />;
  return <ByKind of={of} field={field} value={row[column]} row={row} />;
}

type Simple = Exclude<Field<Row>, { readonly kind: "choice" }>;

const same = (text: string) => ({ zh: text, en: text });

interface ByKindProps {
  readonly of: Resource;
  readonly field: Simple;
  readonly value: unknown;
  readonly row: Row;
}

/** The name of another row, and the way to it where it has a page. */
function Reference({
  field,
  row,
  text,
}: {
  field: Field<Row> & { kind: "reference" };
  row: Row;
  text: string;
}) {
  const id = row[field.id];
  const to = typeof field.to === "function" ? field.to(row as never) : id ? `/${field.to}/${id}` : null;
  if (to === null) return text;
  return (
    <StopPropagation>
      <Link to={to}>{text}</Link>
    </StopPropagation>
  );
}

/** Each kind is drawn here and nowhere else. */
function ByKind({ of, field, value, row }: ByKindProps): ReactNode {
  const t = useTranslations();
  const amount = useAmount();
  const zone = useZone();
  const locale = useLocale();
  if (value === null || value === undefined || value === "") return <span className="faint">—</span>;
  switch (field.kind) {
    case "person":
    case "day":
      return String(value);
    case "text":
      return field.mono ? <Code text={String(value)} /> : knownText(field.known, String(value), locale);
    case "phone":
      return <Masked text={String(value)} resource={of.noun as Revealed} id={row.id} />;
    case "long":
      return <Note text={knownText(field.known, String(value), locale)} />;
    case "texts":
      return (
        <Several names={(value as readonly string[]).map((one) => knownText(field.known, one, locale))} />
      );
    case "choices":
      return <Several names={(value as readonly string[]).map((one) => t(field.values[one] ?? same(one)))} />;
    case "flag": {
      const label = labelOf(field.values, String(value));
      return label.tone === "neutral" ? t(label) : <StateTag of={field.values} state={String(value)} />;
    }
    case "count":
      return amount(Number(value));
    case "share":
    case "hour":
      return valueText(field, value, row, { locale, zone });
    case "money":
      return moneyOf(field, value, row, locale);
    case "address":
      return <Code text={String(value)} />;
    case "json":
      return <pre className="mono cell-note">{JSON.stringify(value, null, 2)}</pre>;
    case "reference":
      return <Reference field={field} row={row} text={String(value)} />;
    case "changes":
      return (
        <Changes change={{ resource: String(row[field.of]), before: row[field.before], after: value }} />
      );
    case "time": {
      const at = clock(String(value), field.zone ?? zone, field.seconds);
      const by = field.by === undefined ? null : row[field.by];
      const instant = <span className="instant">{at}</span>;
      return field.by === undefined ? (
        instant
      ) : (
        <>
          {by && `${by} · `}
          {instant}
        </>
      );
    }
    case "references":
      return <Several names={row[field.names] as readonly string[]} />;
    case "files":
      if ((value as readonly Proof[]).length === 0) return <span className="faint">—</span>;
      return (
        <Flex vertical align="flex-start">
          {(value as readonly Proof[]).map(({ path, name }) => (
            <ProofLink key={path} kind={field.proof} path={path} name={name} />
          ))}
        </Flex>
      );
    case "file": {
      const path = row[field.path];
      return path ? <ProofLink kind={field.proof} path={String(path)} name={String(value)} /> : String(value);
    }
  }
}

/** More than three lines of Chinese where facts stand side by side (168 px, 12 characters a line). */
const LONG = 36;

/** More than one line of an identifier or an address there, which has no place to break at. */
const UNBROKEN = /^[!-~]{19,}$/;

/** An identifier or an address. A long one has the whole line of a page too, and stays whole. */
const Code = ({ text }: { text: string }) => (
  <span className={UNBROKEN.test(text) ? "mono cell-long" : "mono"}>{text}</span>
);

/** A text that wraps. A long one has the whole line of a page. */
const Note = ({ text }: { text: string }) => (
  <div className={text.length > LONG ? "cell-note cell-long" : "cell-note"}>{text}</div>
);

/** Long lists of names wrap, so that the columns beside them stay in sight. */
function Several({ names }: { names: readonly string[] }) {
  const locale = useLocale();
  if (names.length === 0) return <span className="faint">—</span>;
  return <Note text={listText(names, locale)} />;
}
