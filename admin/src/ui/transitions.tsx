import { EllipsisOutlined } from "@ant-design/icons";
import { w } from "@tidings/shared/ground/locale.ts";
import type { Transition } from "@tidings/shared/resource/transitions.ts";
import { App, Button, Dropdown, Flex, type MenuProps } from "antd";
import {
  lazy,
  type ReactNode,
  Suspense,
  type SyntheticEvent,
  useEffect,
  useMemo,
  useRef,
  useState,
} from "react";
import { Link, useNavigate } from "react-router";
import type { ActionOffer, Typed } from "./action-dialog.tsx";
import { arrange } from "./arrange.ts";
import { useFailureToast } from "./failure-toast.tsx";
import { useTellActs } from "./open-acts.ts";
import type { VerbName } from "./rows.ts";
import { hasGone, isShownAnew, offerDone } from "./transition.ts";
import { useVerb } from "./verb.ts";
import { useTranslations } from "./words.ts";

/** Loaded with the first act: its fields are no part of the first page. */
const ActionDialog = lazy(async () => ({ default: (await import("./action-dialog.tsx")).ActionDialog }));

const words = {
  anew: w(
    "此内容刚刚被修改或重新提交，页面已更新，请重新查看。",
    "This was just changed or submitted again. The page is now up to date. Review it again.",
  ),
  more: w("更多操作", "More actions"),
};

/** A way to another page. */
export interface MoreLink {
  readonly to: string;
  readonly label: string;
  readonly icon?: ReactNode;
  /** The act that the page does, where it is one of the row. */
  readonly verb?: string;
}

interface TransitionButtonsProps {
  readonly transitions: readonly Transition[];
  /** By verb. A verb without an entry has its own control elsewhere. */
  readonly offers: Readonly<Record<string, ActionOffer | undefined>>;
  /** The verb's arguments except `request`, `reason`, `shown` and those of the offer. */
  readonly args?: Readonly<Record<string, unknown>>;
  /** The database function of a transition's verb. */
  readonly verbOf: (verb: string) => VerbName;
  /** Links that are under "…" with what is rare or dangerous. */
  readonly links?: readonly MoreLink[];
  /** There is an *Edit* button beside these. */
  readonly edits?: boolean;
  /** In a row of a table. */
  readonly small?: boolean;
  /** Told what was done by its dialog. */
  readonly onDone?: (verb: string) => void;
}

/** A button for each transition the person may make now; each opens a dialog first. */
export function TransitionButtons(props: TransitionButtonsProps) {
  const { transitions, offers, args = {}, verbOf, edits, small, links = [], onDone } = props;
  // The transition as it was when its button was clicked: the page behind the dialog is read anew meanwhile, but nobody
  // has looked at that yet.
  const [open, setOpen] = useState<Transition | null>(null);
  const [typed, setTyped] = useState<Readonly<Record<string, Typed>>>({});
  useNoticeOfChange(transitions, open !== null);
  const offered = transitions.filter(
    (transition) => transition.allowed && offers[transition.verb] !== undefined,
  );
  const offer = open === null ? undefined : offers[open.verb];
  useTellActs(
    useMemo(
      () =>
        small
          ? []
          : transitions.flatMap((one) => {
              const { verb, allowed } = one;
              const label = offers[verb]?.label;
              return allowed && label ? [{ key: verb, label, open: () => setOpen(one) }] : [];
            }),
      [small, transitions, offers],
    ),
  );
  const { buttons, more } = small
    ? { buttons: offered, more: [] }
    : arrange(offered, ({ verb }) => offers[verb]?.tone ?? "plain", !edits);
  return (
    <>
      <Flex gap={8} wrap={!small} className={small ? "" : "acts"}>
        {buttons.map((transition) => (
          <TransitionButton
            key={transition.verb}
            offer={offers[transition.verb] as ActionOffer}
            small={small}
            verb={transition.verb}
            verbName={verbOf(transition.verb)}
            args={args}
            open={() => setOpen(transition)}
          />
        ))}
        {more.length + links.length > 0 && (
          <More transitions={more} offers={offers} links={links} open={setOpen} />
        )}
      </Flex>
      {open !== null && offer && (
        <Suspense>
          <ActionDialog
            key={open.verb}
            verb={verbOf(open.verb)}
            offer={open.needs_reason ? { ...offer, reason: "required" } : offer}
            args={open.shown === null ? args : { ...args, shown: open.shown }}
            typed={typed[open.verb]}
            gone={hasGone(open, transitions)}
            told={() => onDone?.(open.verb)}
            close={(kept) => {
              setOpen(null);
              setTyped((before) => ({ ...before, [open.verb]: kept }));
            }}
          />
        </Suspense>
      )}
    </>
  );
}

interface TransitionButtonProps {
  readonly offer: ActionOffer;
  readonly small: boolean | undefined;
  readonly verb: string;
  readonly verbName: VerbName;
  readonly args: Readonly<Record<string, unknown>>;
  readonly open: () => void;
}

/** Opens the dialog, or acts at one click where nothing has to be asked. */
function TransitionButton({ offer, small, verb, verbName, args, open }: TransitionButtonProps) {
  const { message } = App.useApp();
  const tellFailure = useFailureToast();
  const { run, running } = useVerb(verbName);

  async function act() {
    try {
      const answer = await run({ ...args, ...offer.args });
      message.success(offerDone(offer.done, answer));
    } catch (failure) {
      tellFailure(failure);
    }
  }

  return (
    <Button
      type={small ? "link" : offer.tone === "main" ? "primary" : "default"}
      size={small ? "small" : "middle"}
      danger={offer.tone === "danger"}
      loading={running}
      onClick={() => (offer.atOnce ? void act() : open())}
      data-verb={verb}
    >
      {offer.label}
    </Button>
  );
}

interface MoreProps extends Required<Pick<TransitionButtonsProps, "transitions" | "offers" | "links">> {
  readonly open: (transition: Transition) => void;
}

/** "…": links first, then what is rare, then what is dangerous, in red. */
function More({ transitions, offers, links, open }: MoreProps) {
  const t = useTranslations(words);
  const button = useRef<HTMLButtonElement>(null);
  const navigate = useNavigate();
  const items: MenuProps["items"] = [
    ...links.map(({ to, label, icon, verb }) => ({
      key: to,
      icon,
      label: (
        <Link to={to} data-verb={verb}>
          {label}
        </Link>
      ),
      // Enter on the entry is no click on the link in it.
      onClick: ({ domEvent }: { domEvent: SyntheticEvent }) => {
        if (domEvent.type === "keydown") navigate(to);
      },
    })),
    ...transitions.map((transition) => ({
      key: transition.verb,
      label: <span data-verb={transition.verb}>{offers[transition.verb]?.label}</span>,
      danger: offers[transition.verb]?.tone === "danger",
      onClick: ({ domEvent }: { domEvent: SyntheticEvent }) => {
        // The entry is gone with its menu: when the dialog ends, the focus goes back to what opened both. Enter would press that, too.
        domEvent.preventDefault();
        button.current?.focus();
        open(transition);
      },
    })),
  ];
  return (
    <Dropdown menu={{ items }} trigger={["click"]} placement="bottomRight">
      <Button ref={button} icon={<EllipsisOutlined />} aria-label={t("more")} data-more />
    </Dropdown>
  );
}

/** Tells the person when what is to be decided is replaced on the page. An open dialog tells it itself, on the click. */
export function useNoticeOfChange(transitions: readonly Transition[], quiet: boolean) {
  const t = useTranslations(words);
  const { message } = App.useApp();
  const seen = useRef<readonly Transition[]>([]);
  useEffect(() => {
    if (!quiet && isShownAnew(seen.current, transitions)) message.warning(t("anew"));
    // The last that was shown is remembered while nothing is to be decided, as between a rejection and the next submission.
    if (transitions.some(({ shown }) => shown !== null)) seen.current = transitions;
  }, [transitions, quiet, message, t]);
}
