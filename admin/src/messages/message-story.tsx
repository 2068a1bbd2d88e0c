import { HistoryOutlined } from "@ant-design/icons";
import { useQuery } from "@tanstack/react-query";
import { LINK_STATUS_WORDS } from "@tidings/shared/links/words.ts";
import { AGAIN, againOf, notAgainText } from "@tidings/shared/messages/again.ts";
import {
  type MessageStory,
  messageAdvice,
  messageText,
  storyLines,
} from "@tidings/shared/messages/message_story.ts";
import { networkText } from "@tidings/shared/numbers/networks.ts";
import type { Transition } from "@tidings/shared/resource/transitions.ts";
import { DELIVERY_STATE_WORDS, sendTitle } from "@tidings/shared/sends/words.ts";
import { VENDOR_WORDS } from "@tidings/shared/vendors/words.ts";
import { Button, Flex, Timeline } from "antd";
import { useMemo } from "react";
import { Link } from "react-router";
import { allowedTransitions } from "../ui/allowed.ts";
import { CopyButton } from "../ui/copy-button.tsx";
import { type DescriptionItem, Descriptions } from "../ui/descriptions.tsx";
import { useEnterprise } from "../ui/me.tsx";
import { Masked } from "../ui/reveal.tsx";
import { FactsSkeleton } from "../ui/skeletons.tsx";
import { Failed } from "../ui/states.tsx";
import { useStickyError } from "../ui/sticky-error.ts";
import type { StoryOf } from "../ui/story-door.ts";
import { StateTag } from "../ui/tags.tsx";
import { clock } from "../ui/time.ts";
import { TransitionButtons } from "../ui/transitions.tsx";
import { callVerb } from "../ui/verb.ts";
import { useLocale, useTranslations } from "../ui/words.ts";
import { words } from "./words.ts";

interface MessageViewProps {
  readonly id: string;
  /** Shows another story in its place. */
  readonly show: (of: StoryOf) => void;
}

/** One message from the line of its number file to the resolution of its card (MSG-1), as fresh as its receipts. */
export function MessageView({ id, show }: MessageViewProps) {
  const { id: enterprise } = useEnterprise();
  const answer = useQuery({
    queryKey: ["message_story", enterprise, id],
    queryFn: async (): Promise<Shown> => {
      // Before the story, so that the hash of what is sent again is never newer than what is read here (APR-1).
      const transitions = (await allowedTransitions("delivery", [id]))[id] ?? [];
      return { transitions, story: await callVerb<MessageStory>("message_story", { message: id }) };
    },
    // What is on its way may end at any moment; a phone opens a card for days.
    refetchInterval: ({ state: { data } }) =>
      data && ["pending", "handed"].includes(data.story.message.state) ? 3_000 : 30_000,
    retry: false,
  });
  const { data, failure, retry } = useStickyError(answer);
  if (data) return <Told {...data} show={show} />;
  return failure ? <Failed failure={failure} retry={retry} /> : <FactsSkeleton rows={6} />;
}

/** A story with what this person may do about its message. */
interface Shown {
  readonly story: MessageStory;
  readonly transitions: readonly Transition[];
}

function Told({ story, transitions, show }: Shown & Pick<MessageViewProps, "show">) {
  const t = useTranslations(words);
  const locale = useLocale();
  const { message, send } = story;
  const advice = messageAdvice(message, send.state);
  const why = notAgainText(story, transitions, locale);
  return (
    <div className="stack" data-testid="message-story" data-message={message.id}>
      <div>
        <Flex gap="4px 10px" align="center" wrap>
          <strong className="story-number">
            <Masked text={message.phone} resource="delivery" id={message.id} told />
          </strong>
          <StateTag of={DELIVERY_STATE_WORDS} state={message.state} />
        </Flex>
        <p className="story-said">{messageText(message, locale)}</p>
        {advice && <p className="faint">{t("what_helps", { advice: t(advice) })}</p>}
      </div>
      <Flex gap={8} wrap>
        <Again story={story} transitions={transitions} />
        <Button
          icon={<HistoryOutlined />}
          onClick={() => show({ resource: "delivery", id: message.id, all: true })}
          data-testid="all-of-number"
        >
          {t("all")}
        </Button>
      </Flex>
      {why && (
        <p className="faint" data-testid="not-again">
          {t("not_again", { why })}
        </p>
      )}
      <Facts story={story} />
      <TimeLine story={story} />
    </div>
  );
}

/** Sends this message again: to its number alone, as a send of its own that another member approves. */
function Again({ story: { message }, transitions }: Shown) {
  const t = useTranslations(words);
  const offers = useMemo(
    () => ({
      resend: {
        label: t(AGAIN.label),
        title: t(AGAIN.question),
        body: t(AGAIN.body),
        done: t(AGAIN.done),
        args: { delivery: message.id },
      },
    }),
    [t, message.id],
  );
  if (!againOf(transitions)?.allowed) return null;
  return <TransitionButtons transitions={transitions} offers={offers} verbOf={() => "resend_delivery"} />;
}

function Facts({ story: { message, send, link } }: { readonly story: MessageStory }) {
  const t = useTranslations(words);
  const locale = useLocale();
  const items: (DescriptionItem | null)[] = [
    {
      key: "send",
      label: t("send"),
      value: <Link to={`/sends/${send.id}`}>{sendTitle(send, locale)}</Link>,
    },
    { key: "signature", label: t("signature"), value: `【${send.signature}】` },
    send.template_name === null ? null : { key: "template", label: t("template"), value: send.template_name },
    {
      key: "channel",
      label: t("channel"),
      value: [send.channel, t(networkText(message)), message.vendor && t(VENDOR_WORDS[message.vendor])]
        .filter(Boolean)
        .join(" · "),
    },
    link && { key: "link", label: t("link"), value: <LinkFact link={link} /> },
  ];
  return <Descriptions items={items.filter((item) => item !== null)} />;
}

function LinkFact({ link }: { readonly link: NonNullable<MessageStory["link"]> }) {
  const t = useTranslations(words);
  return (
    <>
      <Flex gap={4} align="center" wrap>
        <span className="mono story-link">{link.address}</span>
        {link.whole && <CopyButton text={link.address} />}
        <StateTag of={LINK_STATUS_WORDS} state={link.status} />
      </Flex>
      {!link.whole && <div className="faint">{t("link_masked")}</div>}
    </>
  );
}

const COLORS = { good: "green", bad: "red", warning: "orange", progress: "blue", neutral: "gray" } as const;

function TimeLine({ story }: { readonly story: MessageStory }) {
  const t = useTranslations(words);
  const locale = useLocale();
  const { zone } = useEnterprise();
  return (
    <section>
      <h2 className="part-title">{t("time_line")}</h2>
      <Timeline
        className="story-line"
        items={storyLines(story, locale).map(({ key, at, tone, text, advice, to }) => ({
          key,
          color: COLORS[tone],
          children: (
            <div data-story-event={key.split(" ")[1]}>
              <div>{to ? <Link to={to}>{text}</Link> : text}</div>
              {advice && <div className="faint">{t("what_helps", { advice })}</div>}
              <div className="faint instant">{clock(at, zone, true)}</div>
            </div>
          ),
        }))}
      />
    </section>
  );
}
