import type bolt from "@slack/bolt";
import { say } from "@tidings/shared/locale.ts";
import type { Inflight } from "../../chat/inflight.ts";
import { CHAT_WORDS } from "../../chat/words.ts";
import { missingOption, options } from "../../options.ts";
import { findCommand } from "../../registry.ts";
import { inputProblems } from "../../run.ts";
import type { MessageTarget, SlackContext } from "./context.ts";
import { type FormNote, formInput, formView, type SlackFile, type ViewValue } from "./form.ts";
import { commandWork, readMention, readNote, takeUp, tellProblem } from "./handlers.ts";
import { type Hint, open, person, soon } from "./person.ts";

const NEEDED = { zh: "请填写此项。", en: "This is needed." };

/** Submitted forms, and the message shortcut that opens a form for the message's file. */
export function onForms(app: bolt.App, context: SlackContext, inflight: Inflight): void {
  app.view("form", async ({ body, view, ack }) => {
    const note = readNote<FormNote>(view.private_metadata);
    const command = note ? findCommand(context.dispatcher.commands, note.command) : null;
    if (!note || !command) return ack();
    const raw = formInput(command, view.state.values as Record<string, Record<string, ViewValue>>);
    const lacked = missingOption(command, note.fileId === undefined ? raw : { ...raw, file: note.fileId });
    const { file: _file, ...texts } = raw;
    const errors = {
      ...inputProblems(command, texts, note.locale),
      ...(lacked === null ? {} : { [lacked]: say(NEEDED, note.locale) }),
    };
    if (Object.keys(errors).length > 0) return ack({ response_action: "errors", errors });
    const target: MessageTarget = {
      channel: note.channel,
      user: body.user.id,
      ...(note.responseUrl === undefined ? {} : { responseUrl: note.responseUrl }),
    };
    const file = options(command).find((option) => option.kind === "file");
    const given = file && note.fileId !== undefined ? { ...raw, [file.name]: { id: note.fileId } } : raw;
    const who = person(body.team?.id, body.user.id, note.locale);
    // The view's id: a form that is submitted twice before it closes is one.
    const asked = { person: who, key: view.id, place: target, what: commandWork(command, given) };
    const [first = "file"] = options(command).map(({ name }) => name);
    await takeUp(context, inflight, { ...asked, resumable: command.reads }, ack, ({ text }) =>
      ack({ response_action: "errors", errors: { [first]: text } }),
    );
  });

  app.shortcut<bolt.MessageShortcut>("tidings_send", async ({ body, ack }) => {
    const command = findCommand(context.dispatcher.commands, "send");
    const files = (body.message.files ?? []) as SlackFile[];
    if (!command) return ack();
    const who = person(body.team?.id, body.user.id, "zh-CN");
    const locale = context.dispatcher.localeOf(who);
    const target: MessageTarget = {
      channel: body.channel.id,
      user: body.user.id,
      responseUrl: body.response_url,
    };
    const note: FormNote = {
      command: "send",
      channel: body.channel.id,
      locale,
      responseUrl: body.response_url,
      ...(files[0] ? { fileId: files[0].id } : {}),
    };
    const opened = await open(context, body.trigger_id, formView(command, {}, note));
    await ack();
    if (!opened) await tellProblem(context, who, target, say(CHAT_WORDS.noForm, locale));
  });
}

/** Mentions of the bot, with or without a file. One that could not be kept is not acknowledged, so it comes again. */
export function onMentions(app: bolt.App, context: SlackContext, inflight: Inflight, hint: Hint): void {
  app.event("app_mention", async ({ event, body }) => {
    const user = event.user;
    if (user === undefined) return;
    const own = ((event as { files?: SlackFile[] }).files ?? []) as SlackFile[];
    const place: MessageTarget = { channel: event.channel, user, thread: event.thread_ts ?? event.ts };
    const files =
      own.length > 0 || !event.thread_ts ? own : await threadFiles(context, event.channel, event.thread_ts);
    const who = person(body.team_id, user, await soon(hint, user));
    const what = readMention(context, { text: event.text, files }, context.dispatcher.localeOf(who));
    await takeUp(
      context,
      inflight,
      { person: who, key: body.event_id, place, what, resumable: true },
      async () => {},
      () => Promise.reject(new Error(`event ${body.event_id} could not be kept`)),
    );
  });
}

/** The files of a thread, the newest first: for "@Tidings send …" below a message with a file. */
async function threadFiles(context: SlackContext, channel: string, ts: string): Promise<SlackFile[]> {
  const { messages } = await context.budget.run("conversations.replies", "answer", () =>
    context.client.conversations.replies({ channel, ts, limit: 50 }),
  );
  return (messages ?? []).flatMap((message) => (message.files ?? []) as SlackFile[]).reverse();
}
