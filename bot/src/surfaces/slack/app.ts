import { setTimeout as pause } from "node:timers/promises";
import type bolt from "@slack/bolt";
import { type Locale, nearestLocale } from "@tidings/shared/locale.ts";
import type { ChatPerson } from "../../chat/dispatcher.ts";
import type { Inflight } from "../../chat/inflight.ts";
import { cut } from "../../chat/words.ts";
import { missingOption } from "../../options.ts";
import { findCommand } from "../../registry.ts";
import { onForms, onMentions } from "./app_forms.ts";
import { type AskNote, askView } from "./ask_view.ts";
import type { MessageTarget, SlackContext } from "./context.ts";
import type { ButtonMessage } from "./dead_button.ts";
import { type FormNote, formView } from "./form.ts";
import { press, readLine, readNote, runFor, tell, tellProblem } from "./handlers.ts";
import { beforeForm, type Hint, open, person } from "./person.ts";
import { handleSubmission } from "./submission.ts";
import { askSubmission } from "./submissions.ts";

/** Slack's events on Bolt. They are acknowledged at once, within Slack's 3 s, and handled afterwards. */

/** Connects the listeners. `hint` is the language of people whose profile is not known yet. */
export function connect(app: bolt.App, context: SlackContext, inflight: Inflight, hint: Hint): void {
  onCommands(app, context, inflight, hint);
  onButtons(app, context, inflight, hint);
  onForms(app, context, inflight);
  onMentions(app, context, inflight, hint);
}

const HINT_MS = 800;

function onCommands(app: bolt.App, context: SlackContext, inflight: Inflight, hint: Hint): void {
  app.command("/tidings", async ({ command: body, ack }) => {
    await ack();
    inflight.start("slack.command", async () => {
      const target: MessageTarget = {
        channel: body.channel_id,
        user: body.user_id,
        responseUrl: body.response_url,
      };
      // A trigger expires after 3 s, so the form waits only briefly for the person's language.
      const soon = await Promise.race([hint(body.user_id), pause<Locale>(HINT_MS, "zh-CN")]);
      const who = person(body.team_id, body.user_id, soon);
      const locale = context.dispatcher.localeOf(who);
      const typed = readLine(context, body.text, locale);
      const wantsForm =
        typed.command !== null && typed.problem === null && missingOption(typed.command, typed.raw) !== null;
      if (typed.command && wantsForm && !typed.command.open) {
        const note: FormNote = {
          command: typed.command.name,
          channel: target.channel,
          locale,
          responseUrl: body.response_url,
        };
        const refusal = await beforeForm(context, who, typed.command);
        if (refusal) return tell(context, who, target, refusal);
        return open(context.client, body.trigger_id, formView(typed.command, typed.raw, note));
      }
      if (!typed.command || typed.problem !== null)
        return tellProblem(context, who, target, typed.problem ?? "");
      return runFor(context, who, target, typed.command, typed.raw);
    });
  });

  app.options(/^suggest:/, async ({ body, ack }) => {
    const [, name = "", option = ""] = body.action_id.split(":");
    const command = findCommand(context.dispatcher.commands, name);
    const who = person(body.team?.id, body.user.id, "zh-CN");
    const names = command ? await context.dispatcher.suggest(who, command, option, body.value ?? "") : [];
    await ack({
      options: names.map((each) => ({
        text: { type: "plain_text", text: cut(each, 75) },
        value: cut(each, 150),
      })),
    });
  });
}

interface ButtonPress {
  readonly target: MessageTarget;
  readonly token: string;
  readonly onlyTheirs: boolean;
  readonly message: ButtonMessage | undefined;
  readonly who: ChatPerson;
}

function buttonPress(body: bolt.BlockAction, action: bolt.ButtonAction, locale: Locale): ButtonPress {
  const message = body.message as (ButtonMessage & { thread_ts?: string }) | undefined;
  const target: MessageTarget = {
    channel: body.channel?.id ?? String(body.container.channel_id ?? ""),
    user: body.user.id,
    responseUrl: body.response_url,
    thread: message?.thread_ts,
  };
  const onlyTheirs = body.container.is_ephemeral === true;
  return {
    target,
    token: action.value ?? "",
    onlyTheirs,
    message,
    who: person(body.team?.id, body.user.id, locale),
  };
}

function onButtons(app: bolt.App, context: SlackContext, inflight: Inflight, hint: Hint): void {
  app.action<bolt.BlockButtonAction>(/^run:/, async ({ body, action, ack }) => {
    await ack();
    inflight.start("slack.press", async () => {
      const { target, who, ...pressed } = buttonPress(body, action, await hint(body.user.id));
      return press(context, who, target, { ...pressed, more: {} });
    });
  });

  app.action<bolt.BlockButtonAction>(/^ask:/, async ({ body, action, ack }) => {
    await ack();
    inflight.start("slack.ask", () => {
      const [, , option = "reason", language] = action.action_id.split(":");
      const { target, token, onlyTheirs, who } = buttonPress(body, action, nearestLocale(language));
      const note: AskNote = {
        token,
        option,
        onlyTheirs,
        channel: target.channel,
        locale: context.dispatcher.localeOf(who),
        responseUrl: target.responseUrl,
      };
      return open(context.client, body.trigger_id, askView(note));
    });
  });

  app.view<bolt.ViewSubmitAction>("ask", async ({ body, view, ack }) => {
    const note = readNote<AskNote>(view.private_metadata);
    if (!note) return ack();
    const said = view.state.values[note.option]?.value?.value ?? "";
    inflight.start("slack.press", () =>
      handleSubmission(context, askSubmission(context, body, ack, note, said)),
    );
  });
}
