import { PlusOutlined } from "@ant-design/icons";
import type { BasicContent } from "@tidings/shared/basic/content.ts";
import { Card } from "antd";
import type { ReactNode } from "react";
import { useRows } from "../ui/data.ts";
import { ListSkeleton } from "../ui/skeletons.tsx";
import { Failed } from "../ui/states.tsx";
import { useTranslations } from "../ui/words.ts";
import "./basic.css";
import { BasicPicture } from "./picture.tsx";
import type { BasicPublicCard } from "./row.ts";
import { words } from "./words.ts";

/** 新建空白模板 or one of the nine kinds: the public templates of the basic edition, as small phones. */
export function StarterChoice({ choose }: { choose: (content: BasicContent | undefined) => void }) {
  const t = useTranslations(words);
  const { rows, loading, failure, retry } = useRows<BasicPublicCard>("public_template_cards", {
    everywhere: true,
    filters: [
      { field: "kind", operator: "eq", value: "basic" },
      { field: "enabled", operator: "eq", value: true },
    ],
    sorters: [{ field: "position", order: "asc" }],
  });
  return (
    <Card>
      <div className="starter-grid">
        <Starter name={t("blank")} hint={t("blank_hint")} choose={() => choose(undefined)}>
          <span className="template-picture starter-blank" aria-hidden>
            <PlusOutlined />
          </span>
        </Starter>
        {rows.map(({ id, name, content }) => (
          <Starter key={id} name={name} hint={content.slots.subject} choose={() => choose(content)}>
            <BasicPicture content={content} signature={null} label={name} />
          </Starter>
        ))}
      </div>
      {loading && <ListSkeleton tiles rows={4} />}
      {failure ? <Failed failure={failure} retry={retry} /> : null}
      {!loading && !failure && rows.length === 0 && <p className="faint">{t("starters_none")}</p>}
    </Card>
  );
}

interface StarterProps {
  readonly name: string;
  readonly hint: string;
  readonly choose: () => void;
  readonly children: ReactNode;
}

function Starter({ name, hint, choose, children }: StarterProps) {
  return (
    <div className="starter" data-starter={name}>
      {children}
      <div className="starter-words">
        <button type="button" className="template-name plain-button" onClick={choose}>
          {name}
        </button>
        <span className="faint">{hint}</span>
      </div>
    </div>
  );
}
