import { BookOutlined, CommentOutlined } from "@ant-design/icons";
import { w } from "@tidings/shared/ground/locale.ts";
import { Link } from "react-router";
import { useMe } from "../ui/me.tsx";
import { useTranslations } from "../ui/words.ts";
import "./templates.css";
import { words } from "./words.ts";

const own = { feedback: w("反馈", "Feedback") };

/** Where the guide to a layout is; without one, to all of them. */
export const guidePath = (layout?: string) => (layout ? `/template-guide/${layout}` : "/template-guide");

/** The making guide (操作规范), and where one tells what is missing or wrong, where the deployment has such an address. */
export function Helps({ layout }: { layout?: string }) {
  const t = useTranslations({ ...words, ...own });
  const { feedback } = useMe();
  return (
    <nav className="helps" aria-label={t("guide")}>
      <Link to={guidePath(layout)}>
        <BookOutlined /> {t("guide")}
      </Link>
      {feedback && (
        <a href={feedback} target="_blank" rel="noreferrer">
          <CommentOutlined /> {t("feedback")}
        </a>
      )}
    </nav>
  );
}
