import { REVEALED } from "@tidings/shared/numbers/inputs.ts";
import { Card, Drawer } from "antd";
import { useEffect, useRef, useState } from "react";
import { Link, useLocation, useNavigate, useParams } from "react-router";
import { Page } from "../ui/page.tsx";
import { Missing } from "../ui/states.tsx";
import { type StoryOf, showStory, storyPath, useShownStory } from "../ui/story-door.ts";
import { useTranslations } from "../ui/words.ts";
import { MessageView } from "./message-story.tsx";
import { NumberSearch, NumberView } from "./number-story.tsx";
import { words } from "./words.ts";

/** Is it the story of one message, and not of a number? */
const isMessage = (of: StoryOf | null): of is { resource: "delivery"; id: string } =>
  of?.resource === "delivery" && !of.all;

const keyOf = (of: StoryOf): string => (of.resource === "number" ? of.number : `${of.resource}/${of.id}`);

function Story({ of, show }: { readonly of: StoryOf; readonly show: (of: StoryOf) => void }) {
  if (of.resource === "number") return <NumberSearch key={of.number} number={of.number} show={show} />;
  if (isMessage(of)) return <MessageView key={of.id} id={of.id} show={show} />;
  return <NumberView key={keyOf(of)} of={of} show={show} />;
}

/** The drawer that any row with a number opens, and the palette. Leaving the page closes it. */
export function StoryDrawer() {
  const t = useTranslations(words);
  const of = useShownStory();
  const { pathname } = useLocation();
  const at = useRef(pathname);
  useEffect(() => {
    // Not when it is first drawn: something has just opened it then.
    if (at.current !== pathname) showStory(null);
    at.current = pathname;
  }, [pathname]);
  return (
    <Drawer
      open={of !== null}
      onClose={() => showStory(null)}
      title={t(isMessage(of) ? "title" : "title_number")}
      extra={of && of.resource !== "number" && <Link to={storyPath(of)}>{t("page")}</Link>}
      width={560}
      destroyOnHidden
      closable={{ "aria-label": t("close") }}
      styles={{ wrapper: { maxWidth: "100vw" } }}
    >
      {of && <Story of={of} show={showStory} />}
    </Drawer>
  );
}

/** The story that an address names: /messages/7 of a message, /messages/opt_out/12 of the number of another row. */
function storyOf(path: string): StoryOf | null {
  const [first = "", ...rest] = path.split("/");
  if (/^\d{1,18}$/.test(first) && rest.length === 0) return { resource: "delivery", id: first };
  const resource = REVEALED.find((one) => one === first);
  return resource && rest.length > 0 ? { resource, id: rest.join("/"), all: true } : null;
}

/** The page of a story; without one, the search by number. */
export function StoryPage() {
  const t = useTranslations(words);
  const navigate = useNavigate();
  const { "*": path = "" } = useParams();
  const of = path === "" ? null : storyOf(path);
  const [number, setNumber] = useState("");
  const show = (next: StoryOf) =>
    next.resource === "number" ? setNumber(next.number) : navigate(storyPath(next));
  if (path !== "" && of === null) return <Missing back="/messages" />;
  return (
    <Page
      title={t(isMessage(of) ? "title" : "title_number")}
      note={of === null ? t("note_number") : undefined}
      {...(of === null ? {} : { back: "/messages" })}
    >
      <Card className="narrow">
        <Story of={of ?? { resource: "number", number }} show={show} />
      </Card>
    </Page>
  );
}
