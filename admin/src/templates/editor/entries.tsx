import { DeleteOutlined, PlusOutlined } from "@ant-design/icons";
import { countFor } from "@tidings/shared/layouts/catalogue.ts";
import type { Count } from "@tidings/shared/layouts/layout.ts";
import { Button, Card } from "antd";
import type { ReactNode } from "react";
import { useTranslations } from "../../ui/words.ts";
import { words } from "../words.ts";
import { useEditing, useField } from "./context.ts";
import { Field } from "./field.tsx";
import type { Path } from "./paths.ts";

interface EntriesProps {
  readonly path: Path;
  readonly label: string;
  readonly count: Count;
  readonly required: boolean;
  readonly entries: readonly unknown[];
  /** Creates a new entry. */
  readonly make: () => unknown;
  readonly render: (at: Path, index: number) => ReactNode;
}

/** A list of entries of one kind, up to the lowest maximum of the chosen vendors. */
export function Entries({ path, label, count, required, entries, make, render }: EntriesProps) {
  const t = useTranslations(words);
  const { vendors } = useEditing();
  const { set, touch, findings } = useField(path);
  const { change } = useEditing();
  const { min, max } = countFor(count, vendors);
  const range = min === max ? t("count_exact", { min }) : t("count_range", { min, max });
  return (
    <Field
      label={
        <>
          {label} <span className="faint optional">{range}</span>
        </>
      }
      required={required}
      findings={findings}
    >
      <div className="entries">
        {entries.map((_entry, index) => {
          const at = `${path}.${index}`;
          return (
            <Card key={at} size="small" className="entry">
              <div className="entry-head">
                <b>{index + 1}</b>
                <Button
                  type="text"
                  size="small"
                  icon={<DeleteOutlined />}
                  aria-label={t("remove_item", { n: index + 1 })}
                  onClick={() => change(at, () => undefined)}
                />
              </div>
              {render(at, index)}
            </Card>
          );
        })}
        {entries.length < max && (
          <Button
            type="dashed"
            block
            icon={<PlusOutlined />}
            onClick={() => {
              touch();
              set([...entries, make()]);
            }}
          >
            {t("add_item", { what: label })}
          </Button>
        )}
      </div>
    </Field>
  );
}
