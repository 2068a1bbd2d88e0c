import { useQuery } from "@tanstack/react-query";
import { messageText } from "@tidings/shared/messages/message_story.ts";
import { type FoundMessage, type NumberStory, numberReasons } from "@tidings/shared/messages/number_story.ts";
import { phoneOrNull } from "@tidings/shared/numbers/phone.ts";
import { DELIVERY_STATE_WORDS, sendTitle } from "@tidings/shared/sends/words.ts";
import { Button, Flex } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { useEnterprise } from "../ui/me.tsx";
import { AskNumber } from "../ui/number-search.tsx";
import { FactsSkeleton } from "../ui/skeletons.tsx";
import { Failed } from "../ui/states.tsx";
import { useStickyError } from "../ui/sticky-error.ts";
import type { StoryOf } from "../ui/story-door.ts";
import { StateTag } from "../ui/tags.tsx";
import { clock } from "../ui/time.ts";
import { callVerb } from "../ui/verb.ts";
import { useLocale, useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

interface NumberSearchProps {
  /** The number to begin with; empty where one is to be typed. */
  readonly number: string;
  readonly show: (of: StoryOf) => void;
}

/** The search by a whole number, and its story below. What is typed is in no address. */
export function NumberSearch({ number, show }: NumberSearchProps) {
  // What was told of the number before is not the answer to the next one.
  const [asked, setAsked] = useState(phoneOrNull(number));
  return (
    <div className="stack">
      <AskNumber id="story-number" number={number} autoFocus={number === ""} ask={setAsked} />
      {asked !== null && <NumberView of={{ resource: "number", number: asked }} show={show} />}
    </div>
  );
}

interface NumberViewProps {
  readonly of: StoryOf;
  readonly show: (of: StoryOf) => void;
}

/** What a number got, or why it got nothing, first of all in a sentence; the number of a row stays in the database. */
export function NumberView({ of, show }: NumberViewProps) {
  const { id: enterprise } = useEnterprise();
  const answer = useQuery({
    queryKey: ["number_story", enterprise, of],
    queryFn: () => callVerb<NumberStory>("number_story", { ...askedOf(of) }),
    // Each call counts as a search.
    staleTime: Number.POSITIVE_INFINITY,
    refetchOnWindowFocus: false,
    retry: false,
  });
  const { data, failure, retry } = useStickyError(answer);
  if (data) return <Told story={data} show={show} />;
  return failure ? <Failed failure={failure} retry={retry} /> : <FactsSkeleton rows={6} />;
}

const askedOf = (of: StoryOf) =>
  of.resource === "number" ? { number: of.number } : { resource: of.resource, id: of.id };

function Told({ story, show }: { readonly story: NumberStory } & Pick<NumberViewProps, "show">) {
  const t = useTranslations(words);
  const locale = useLocale();
  const { zone } = useEnterprise();
  const { messages = [], replies = [] } = story;
  return (
    <div className="stack" data-testid="told-number">
      <strong className="story-number mono">{story.number}</strong>
      <section>
        <h2 className="part-title">{t("why")}</h2>
        <ul className="story-reasons">
          {numberReasons(story, locale).map(({ key, tone, text, advice, to }) => (
            <li key={key} className={`story-reason tone-${tone}`} data-reason={tone}>
              <div>{to ? <Link to={to}>{text}</Link> : text}</div>
              {advice && <div className="faint">{t("what_helps", { advice })}</div>}
            </li>
          ))}
        </ul>
      </section>
      {messages.length > 0 && (
        <section>
          <h2 className="part-title">{t("messages")}</h2>
          <ul className="story-reasons">
            {messages.map((row) => (
              <MessageLine key={row.id} row={row} show={show} />
            ))}
          </ul>
        </section>
      )}
      {replies.length > 0 && (
        <section>
          <h2 className="part-title">{t("replies")}</h2>
          <ul className="story-reasons">
            {replies.map(({ id, text, received_at }) => (
              <li key={id}>
                <div>{text}</div>
                <div className="faint instant">{clock(received_at, zone, true)}</div>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function MessageLine({ row, show }: { readonly row: FoundMessage } & Pick<NumberViewProps, "show">) {
  const locale = useLocale();
  const { zone } = useEnterprise();
  const at = row.handed_at ?? row.final_at;
  const end = messageText(row, locale);
  return (
    <li>
      <Flex gap="2px 8px" wrap align="center">
        <Button
          type="link"
          className="story-open"
          onClick={() => show({ resource: "delivery", id: String(row.id) })}
          data-message={row.id}
        >
          {sendTitle({ ...row, name: row.send_name }, locale)}
        </Button>
        <StateTag of={DELIVERY_STATE_WORDS} state={row.state} />
      </Flex>
      {row.code && row.state !== "delivered" && <div>{end}</div>}
      {at && <div className="faint instant">{clock(at, zone, true)}</div>}
    </li>
  );
}
