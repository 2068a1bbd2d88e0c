import { CopyOutlined } from "@ant-design/icons";
import { literally } from "@tidings/shared/resource/containing.ts";
import {
  beginningOf,
  COPY_LABEL,
  type Copied,
  copiedFrom,
  copiedText,
  type Left,
} from "@tidings/shared/resource/copied.ts";
import type { Form, Resource, Row } from "@tidings/shared/resource/define.ts";
import { NOUNS, rightsOf } from "@tidings/shared/resource/nouns.ts";
import { titleText } from "@tidings/shared/resource/text.ts";
import { Alert } from "antd";
import { type ReactNode, useState } from "react";
import { useRow, useRows } from "../data.ts";
import { useMay, useZone } from "../me.tsx";
import { PageSkeleton } from "../skeletons.tsx";
import { Failed, Missing } from "../states.tsx";
import type { MoreLink } from "../transitions.tsx";
import { useLocale, useTranslations } from "../words.ts";
import { useEverywhere } from "./everywhere.ts";

/** The parameter of the address of a form that says of which row it is a copy. A link fills in nothing that its reader may not read. */
export const COPY_OF = "copy";

/** The way to a copy of a row, for those who may make one. */
export function useCopyLinks(of: Resource, row: Row): readonly MoreLink[] {
  const t = useTranslations();
  const may = useMay();
  if (!of.copies || !of.forms.create) return [];
  const rights = rightsOf(of.noun, "create");
  // A row of the basic edition is made with the right of its own service.
  const [usual, basic = usual] = rights;
  const needed = row.kind === "basic" ? basic : usual;
  if (needed !== undefined && !may(needed)) return [];
  const to = `/${NOUNS[of.noun].path}/new?${COPY_OF}=${row.id}`;
  return [{ to, label: t(COPY_LABEL), icon: <CopyOutlined />, verb: "copy" }];
}

/** The names that begin as those of all copies of a row do; undefined until they are read. */
export function useTakenNames(of: Resource, name: string | undefined): readonly string[] | undefined {
  const { rows, loading } = useRows<Row>(of.view, {
    enabled: name !== undefined,
    everywhere: useEverywhere(of),
    select: `id, ${of.title}`,
    filters: [{ field: of.title, operator: "startswith", value: literally(beginningOf(name ?? "")) }],
  });
  if (name === undefined) return [];
  return loading ? undefined : rows.map((row) => String(row[of.title]));
}

interface CopySourceProps {
  readonly of: Resource;
  readonly form: Form;
  /** The id of the row that is copied. */
  readonly id: string;
  readonly children: (copied: Copied, note: ReactNode) => ReactNode;
}

/** Reads the row that is copied, and draws the form that begins with it. */
export function CopySource({ of, form, id, children }: CopySourceProps): ReactNode {
  const zone = useZone();
  const locale = useLocale();
  const { row, loading, failure, retry } = useRow<Row>(of.view, id, { everywhere: useEverywhere(of) });
  const taken = useTakenNames(of, row && of.copies?.name ? String(row[of.title]) : undefined);
  // What was read first: a form is not filled in anew while somebody types.
  const [now] = useState(() => new Date());
  if (failure) return <Failed failure={failure} retry={retry} />;
  if (loading || taken === undefined) return <PageSkeleton of="form" />;
  if (!row) return <Missing resource={of.noun} back={`/${NOUNS[of.noun].path}`} />;
  const copied = copiedFrom({ of, form, row, taken, now, zone });
  return children(copied, <CopiedNote name={titleText(of, row, { locale, zone })} left={copied.left} />);
}

/** Says of which row a form is a copy, and what was not taken over. */
export function CopiedNote({ name, left }: { readonly name: string; readonly left: readonly Left[] }) {
  const [from, without] = copiedText(name, left, useLocale());
  return (
    <Alert
      type={without === "" ? "info" : "warning"}
      showIcon
      message={from}
      description={without || undefined}
      data-testid="copied"
    />
  );
}
