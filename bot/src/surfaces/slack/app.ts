import type bolt from "@slack/bolt";
import { say } from "@tidings/shared/ground/locale.ts";
import type { Inflight } from "../../chat/inflight.ts";
import { CHAT_WORDS, cut } from "../../chat/words.ts";
import { missingOption } from "../../registry/options.ts";
import { findCommand } from "../../registry/registry.ts";
import { onForms, onMentions, onMore, onOpenForms } from "./app_forms.ts";
import { onMessageMenus } from "./app_menus.ts";
import { type AskNote, askView } from "./ask_view.ts";
import type { SlackMessage } from "./blocks.ts";
import { composed } from "./compose.ts";
import type { MessageTarget, SlackContext, SlackPlace } from "./context.ts";
import { choiceOf, type FormNote, submissionKey } from "./form.ts";
import { fieldText, formInput, type ViewValue } from "./form_input.ts";
import {
  badAnswer,
  commandWork,
  keep,
  readLine,
  readNote,
  takeUp,
  tell as tellAnswer,
  tellProblem,
} from "./handlers.ts";
import { openForm } from "./open_form.ts";
import { type Hint, open, person, soon } from "./person.ts";
import { postEphemeral } from "./post.ts";
import { buttonPress } from "./press.ts";
import { handleSubmission } from "./submission.ts";
import { askSubmission } from "./submissions.ts";
import { unfurlShared } from "./unfurl.ts";

/** Slack's events on Bolt. They are kept, then acknowledged, within Slack's 3 s, and carried out afterwards. */

/** Connects the listeners. `hint` is the language of people whose profile is not known yet. */
export function connect(app: bolt.App, context: SlackContext, inflight: Inflight, hint: Hint): void {
  onCommands(app, context, inflight, hint);
  onButtons(app, context, inflight, hint);
  onForms(app, context, inflight);
  onOpenForms(app, context, hint);
  onMore(app, context);
  onMessageMenus(app, context, inflight, hint);
  onMentions(app, context, inflight, hint);
  onHome(app, context, inflight, hint);
  onLinks(app, context, inflight, hint);
}

/** Addresses of ours in a message. An event that is lost costs a preview, so it is not kept. */
function onLinks(app: bolt.App, context: SlackContext, inflight: Inflight, hint: Hint): void {
  app.event("link_shared", async ({ event, body }) => {
    const who = person(body.team_id, event.user, await soon(hint, event.user));
    inflight.start("slack.unfurl", () => unfurlShared(context, who, event));
  });
}

function onHome(app: bolt.App, context: SlackContext, inflight: Inflight, hint: Hint): void {
  app.event("app_home_opened", async ({ event, body }) => {
    if (event.tab !== "home") return;
    const who = person(body.team_id, event.user, await soon(hint, event.user));
    inflight.start("slack.home", async () => {
      await context.homes.draw(who);
      await context.followHome(who);
    });
  });
}

/** As much of a line that is no command as is read for what may be meant. */
const MOST_LINE = 300;

function onCommands(app: bolt.App, context: SlackContext, inflight: Inflight, hint: Hint): void {
  app.command("/tidings", async ({ command: body, ack }) => {
    const target: MessageTarget = {
      channel: body.channel_id,
      user: body.user_id,
      responseUrl: body.response_url,
    };
    const guess = person(body.team_id, body.user_id, "zh-CN");
    const { command, raw, problem } = readLine(context, body.text, context.dispatcher.localeOf(guess));
    const tell = (message: SlackMessage) => ack({ response_type: "ephemeral", ...message });

    const complete = command && !command.edits?.isBare(raw) && missingOption(command, raw) === null;
    if (command && problem === null && (command.open || complete)) {
      const asked = { person: guess, key: body.trigger_id, what: commandWork(command, raw) };
      const kept = { ...asked, place: target, resumable: command.reads };
      return takeUp(context, inflight, kept, ack, tell, () => hint(body.user_id));
    }
    const help = command ? null : findCommand(context.dispatcher.commands, "help");
    if (help) {
      // What may be meant is told with its buttons, of what this person may use.
      const what = commandWork(help, { command: cut(body.text, MOST_LINE) });
      const kept = { person: guess, key: body.trigger_id, what, place: target, resumable: true };
      return takeUp(context, inflight, kept, ack, tell, () => hint(body.user_id));
    }
    const who = person(body.team_id, body.user_id, await soon(hint, body.user_id));
    const locale = context.dispatcher.localeOf(who);
    const bad = async (text: string) => tell(await composed(context, badAnswer(text), locale));
    if (!command || problem !== null) return bad(readLine(context, body.text, locale).problem ?? "");
    const note: FormNote = {
      command: command.name,
      channel: target.channel,
      locale,
      responseUrl: body.response_url,
    };
    // The form first: a bot that dies before it is open has acknowledged nothing, and Slack says so.
    const unopened = await openForm(context, body.trigger_id, who, command, raw, note);
    if (unopened) await tell(await composed(context, unopened, locale));
    else await ack();
  });

  app.options(/^suggest:/, async ({ body, ack }) => {
    const [, name = "", option = ""] = body.action_id.split(":");
    const command = findCommand(context.dispatcher.commands, name);
    const who = person(body.team?.id, body.user.id, "zh-CN");
    const others = command ? formInput(command, body.view?.state.values ?? {}) : {};
    const names = command
      ? await context.dispatcher.suggest(who, command, option, body.value ?? "", others)
      : [];
    await ack({ options: names.map((each) => choiceOf(each, each)) });
  });

  app.options("asked", async ({ body, ack }) => {
    const note = readNote<AskNote>(body.view?.private_metadata ?? "");
    const who = person(body.team?.id, body.user.id, "zh-CN");
    const names = note
      ? await context.dispatcher.suggestAsked(who, note.token, note.option, body.value ?? "")
      : [];
    await ack({ options: names.map((each) => choiceOf(each, each)) });
  });
}

function onButtons(app: bolt.App, context: SlackContext, inflight: Inflight, hint: Hint): void {
  app.action<bolt.BlockButtonAction>(/^run:/, async ({ body, action, ack }) => {
    const { token, message, who, ...pressed } = buttonPress(body, action, "zh-CN");
    const place = await context.homes.placeOf(pressed.place);
    const told = async (message: SlackMessage) => {
      await ack();
      await postEphemeral(context, place, message);
    };
    const asked = { person: who, key: body.trigger_id, place, what: { token, more: {} }, resumable: true };
    await takeUp(context, inflight, asked, ack, told, () => hint(body.user.id), {
      button: { token, message },
    });
  });

  app.action(/^open:/, async ({ ack }) => ack());

  app.action<bolt.BlockButtonAction>(/^(ask|pick):/, async ({ body, action, ack }) => {
    const [kind, , option = "reason"] = action.action_id.split(":");
    const { place, token, who } = buttonPress(body, action, await soon(hint, body.user.id));
    const { locale, title, label, act, refusal } = await context.dispatcher.asking(who, token, option);
    if (refusal) {
      await ack();
      return tellAnswer(context, who, place, refusal);
    }
    const note: AskNote = {
      token,
      option,
      // The metadata of a view has 3,000 characters.
      title: cut(title, 100),
      label,
      ...(act === undefined ? {} : { act }),
      suggested: kind === "pick",
      locale,
      channel: place.channel,
      onlyTheirs: place.onlyTheirs === true,
      ...(place.message === undefined ? {} : { message: place.message }),
      ...(place.responseUrl === undefined ? {} : { responseUrl: place.responseUrl }),
    };
    const opened = await open(context, body.trigger_id, askView(note));
    await ack();
    if (!opened) await tellProblem(context, who, place, say(CHAT_WORDS.noForm, locale));
  });

  app.view<bolt.ViewSubmitAction>("ask", async ({ body, view, ack }) => {
    const arrived = performance.now();
    const note = readNote<AskNote>(view.private_metadata);
    if (!note) return ack();
    const { token, option, channel, onlyTheirs, locale } = note;
    const place: SlackPlace = {
      channel,
      user: body.user.id,
      onlyTheirs,
      ...(note.message === undefined ? {} : { message: note.message }),
      ...(note.responseUrl === undefined ? {} : { responseUrl: note.responseUrl }),
    };
    const said = fieldText(view.state.values as Record<string, Record<string, ViewValue>>, option);
    const who = person(body.team?.id, body.user.id, locale);
    const what = { token, more: { [option]: said } };
    const asked = { person: who, key: submissionKey(view.id, note), place, what, resumable: true };
    const run = await keep(context, asked, ({ text }) =>
      ack({ response_action: "errors", errors: { [option]: text } }),
    );
    if (run === undefined) return;
    if (run === null) return ack();
    inflight.start("slack.press", () =>
      handleSubmission(context, askSubmission(context, run, { arrived, body, ack, note, said })),
    );
  });
}
