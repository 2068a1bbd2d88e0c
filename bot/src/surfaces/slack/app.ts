import { setTimeout as pause } from "node:timers/promises";
import type bolt from "@slack/bolt";
import type { types, webApi } from "@slack/bolt";
import { type Locale, nearestLocale, say } from "@tidings/shared/locale.ts";
import type { ChatPerson } from "../../chat/desk.ts";
import type { Inflight } from "../../chat/inflight.ts";
import { cut } from "../../chat/words.ts";
import { findCommand, lacking } from "../../registry.ts";
import { inputProblems } from "../../run.ts";
import { patiently } from "./calls.ts";
import {
  type AskNote,
  askView,
  type FormNote,
  formInput,
  formView,
  type SlackFile,
  type ViewValue,
} from "./form.ts";
import { answerMention, press, readLine, readNote, runFor, runForm, tellProblem } from "./handlers.ts";
import type { Kit, Spot } from "./reply.ts";

/** Slack's events on Bolt: acknowledged at once (3 s is all there is), worked on afterwards. */

/** Connects the listeners. `hint` is the language of people whose profile is not known yet. */
export function connect(
  app: bolt.App,
  kit: Kit,
  inflight: Inflight,
  hint: (user: string) => Promise<Locale>,
): void {
  onCommands(app, kit, inflight, hint);
  onButtons(app, kit, inflight);
  onForms(app, kit, inflight);
  onMentions(app, kit, inflight, hint);
}

function person(team: string | undefined, user: string, localeHint: Locale): ChatPerson {
  return { provider: "slack", chatUser: `slack:${team ?? "-"}:${user}`, localeHint };
}

type Hint = (user: string) => Promise<Locale>;

async function open(client: webApi.WebClient, trigger: string, view: types.ModalView): Promise<void> {
  await patiently(() => client.views.open({ trigger_id: trigger, view }));
}

const HINT_MS = 800;

function onCommands(app: bolt.App, kit: Kit, inflight: Inflight, hint: Hint): void {
  app.command("/tidings", async ({ command: body, ack }) => {
    await ack();
    inflight.start("slack.command", async () => {
      const spot: Spot = { channel: body.channel_id, user: body.user_id, responseUrl: body.response_url };
      // A trigger lives 3 s: the language of a form is waited for, but not for long.
      const soon = await Promise.race([hint(body.user_id), pause<Locale>(HINT_MS, "zh-CN")]);
      const who = person(body.team_id, body.user_id, soon);
      const locale = kit.desk.localeOf(who);
      const typed = readLine(kit, body.text, locale);
      const wantsForm =
        typed.command !== null && typed.problem === null && lacking(typed.command, typed.raw) !== null;
      if (typed.command && wantsForm && !typed.command.open) {
        const note: FormNote = {
          command: typed.command.name,
          channel: spot.channel,
          locale,
          responseUrl: body.response_url,
        };
        return open(kit.client, body.trigger_id, formView(typed.command, typed.raw, note));
      }
      if (!typed.command || typed.problem !== null) return tellProblem(kit, who, spot, typed.problem ?? "");
      return runFor(kit, who, spot, typed.command, typed.raw);
    });
  });

  app.options(/^suggest:/, async ({ body, ack }) => {
    const [, name = "", option = ""] = body.action_id.split(":");
    const command = findCommand(kit.desk.commands, name);
    const who = person(body.team?.id, body.user.id, "zh-CN");
    const names = command ? await kit.desk.suggest(who, command, option, body.value ?? "") : [];
    await ack({
      options: names.map((each) => ({
        text: { type: "plain_text", text: cut(each, 75) },
        value: cut(each, 150),
      })),
    });
  });
}

interface Pressed {
  readonly spot: Spot;
  readonly token: string;
  readonly onlyTheirs: boolean;
  readonly who: ChatPerson;
}

function pressedOf(body: bolt.BlockAction, action: bolt.ButtonAction, locale: Locale): Pressed {
  const message = body.message as { thread_ts?: string } | undefined;
  const spot: Spot = {
    channel: body.channel?.id ?? String(body.container.channel_id ?? ""),
    user: body.user.id,
    responseUrl: body.response_url,
    thread: message?.thread_ts,
  };
  const onlyTheirs = body.container.is_ephemeral === true;
  return { spot, token: action.value ?? "", onlyTheirs, who: person(body.team?.id, body.user.id, locale) };
}

function onButtons(app: bolt.App, kit: Kit, inflight: Inflight): void {
  app.action<bolt.BlockButtonAction>(/^run:/, async ({ body, action, ack }) => {
    await ack();
    inflight.start("slack.press", () => {
      const { spot, token, onlyTheirs, who } = pressedOf(body, action, "zh-CN");
      return press(kit, who, spot, { token, more: {}, onlyTheirs });
    });
  });

  app.action<bolt.BlockButtonAction>(/^ask:/, async ({ body, action, ack }) => {
    await ack();
    inflight.start("slack.ask", () => {
      const [, , option = "reason", language] = action.action_id.split(":");
      const { spot, token, onlyTheirs, who } = pressedOf(body, action, nearestLocale(language));
      const note: AskNote = {
        token,
        option,
        onlyTheirs,
        channel: spot.channel,
        locale: kit.desk.localeOf(who),
        responseUrl: spot.responseUrl,
      };
      return open(kit.client, body.trigger_id, askView(note));
    });
  });

  app.view("ask", async ({ body, view, ack }) => {
    await ack();
    const note = readNote<AskNote>(view.private_metadata);
    if (!note) return;
    inflight.start("slack.press", () => {
      const spot: Spot = { channel: note.channel, user: body.user.id, responseUrl: note.responseUrl };
      const said = view.state.values[note.option]?.value?.value ?? "";
      const who = person(body.team?.id, body.user.id, note.locale);
      return press(kit, who, spot, {
        token: note.token,
        more: { [note.option]: said },
        onlyTheirs: note.onlyTheirs,
      });
    });
  });
}

const NEEDED = { zh: "请填写此项。", en: "This is needed." };

function onForms(app: bolt.App, kit: Kit, inflight: Inflight): void {
  app.view("form", async ({ body, view, ack }) => {
    const note = readNote<FormNote>(view.private_metadata);
    const command = note ? findCommand(kit.desk.commands, note.command) : null;
    if (!note || !command) return ack();
    const raw = formInput(command, view.state.values as Record<string, Record<string, ViewValue>>);
    const lacked = lacking(command, note.fileId === undefined ? raw : { ...raw, file: note.fileId });
    const { file: _file, ...texts } = raw;
    const errors = {
      ...inputProblems(command, texts, note.locale),
      ...(lacked === null ? {} : { [lacked]: say(NEEDED, note.locale) }),
    };
    if (Object.keys(errors).length > 0) return ack({ response_action: "errors", errors });
    await ack();
    inflight.start("slack.form", () => {
      const spot: Spot = { channel: note.channel, user: body.user.id, responseUrl: note.responseUrl };
      return runForm(kit, person(body.team?.id, body.user.id, note.locale), spot, command, raw, note);
    });
  });

  app.shortcut<bolt.MessageShortcut>("tidings_send", async ({ body, ack }) => {
    await ack();
    inflight.start("slack.shortcut", async () => {
      const command = findCommand(kit.desk.commands, "send");
      const files = (body.message.files ?? []) as SlackFile[];
      if (!command) return;
      const who = person(body.team?.id, body.user.id, "zh-CN");
      const note: FormNote = {
        command: "send",
        channel: body.channel.id,
        locale: kit.desk.localeOf(who),
        responseUrl: body.response_url,
        ...(files[0] ? { fileId: files[0].id } : {}),
      };
      await open(kit.client, body.trigger_id, formView(command, {}, note));
    });
  });
}

function onMentions(app: bolt.App, kit: Kit, inflight: Inflight, hint: Hint): void {
  app.event("app_mention", async ({ event, body }) => {
    const user = event.user;
    if (user === undefined) return;
    inflight.start("slack.mention", async () => {
      const own = ((event as { files?: SlackFile[] }).files ?? []) as SlackFile[];
      const spot: Spot = { channel: event.channel, user, thread: event.thread_ts ?? event.ts };
      const files =
        own.length > 0 || !event.thread_ts ? own : await threadFiles(kit, event.channel, event.thread_ts);
      const who = person(body.team_id, user, await hint(user));
      await answerMention(kit, who, spot, { text: event.text, files, eventId: body.event_id });
    });
  });
}

/** The newest file in a thread: "@Tidings send …" under a message that has it. */
async function threadFiles(kit: Kit, channel: string, ts: string): Promise<SlackFile[]> {
  const { messages } = await patiently(() => kit.client.conversations.replies({ channel, ts, limit: 50 }));
  return (messages ?? []).flatMap((message) => (message.files ?? []) as SlackFile[]).reverse();
}
