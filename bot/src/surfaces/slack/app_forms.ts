import type bolt from "@slack/bolt";
import { type Locale, say, w } from "@tidings/shared/ground/locale.ts";
import type { Inflight } from "../../chat/inflight.ts";
import { missingOption, options } from "../../registry/options.ts";
import { type AnyCommand, findCommand } from "../../registry/registry.ts";
import { inputProblems } from "../../registry/run.ts";
import type { MessageTarget, SlackContext } from "./context.ts";
import { type FormNote, formView, MORE, submissionKey } from "./form.ts";
import { formInput, type SlackFile, type ViewValue } from "./form_input.ts";
import { commandWork, keep, readMention, readNote, takeUp, tell } from "./handlers.ts";
import { openForm } from "./open_form.ts";
import { type Hint, person, soon } from "./person.ts";
import { buttonPress } from "./press.ts";
import { handleSubmission } from "./submission.ts";
import { formSubmission, keptFile } from "./submissions.ts";

const NEEDED = w("请填写此项。", "This is required.");

/** Submitted forms. */
export function onForms(app: bolt.App, context: SlackContext, inflight: Inflight): void {
  app.view<bolt.ViewSubmitAction>("form", async ({ body, view, ack }) => {
    const arrived = performance.now();
    const note = readNote<FormNote>(view.private_metadata);
    const command = note ? findCommand(context.dispatcher.commands, note.command) : null;
    if (!note || !command) return ack();
    const typed = formInput(command, view.state.values as Record<string, Record<string, ViewValue>>);
    const raw = { ...note.hidden, ...note.files, ...typed };
    const lacked = missingOption(command, raw);
    const errors = {
      ...typedProblems(command, raw, note.locale),
      ...(lacked === null ? {} : { [lacked]: say(NEEDED, note.locale) }),
    };
    if (Object.keys(errors).length > 0) return ack({ response_action: "errors", errors });
    const place: MessageTarget = {
      channel: note.channel,
      user: body.user.id,
      ...(note.responseUrl === undefined ? {} : { responseUrl: note.responseUrl }),
    };
    const who = person(body.team?.id, body.user.id, note.locale);
    // The view's id: a form that is submitted twice before it closes is one. One that came back with an error is another.
    const key = submissionKey(view.id, note);
    const what = commandWork(command, raw);
    const [first = "file"] = options(command).map(({ name }) => name);
    const run = await keep(context, { person: who, key, place, what, resumable: command.reads }, ({ text }) =>
      ack({ response_action: "errors", errors: { [first]: text } }),
    );
    if (run === undefined) return;
    if (run === null) return ack();
    inflight.start("slack.form", () =>
      handleSubmission(context, formSubmission(context, run, { arrived, body, ack, note, command, raw })),
    );
  });
}

/** What opens a form: a button, and the message shortcut that opens one for the message's file. */
export function onOpenForms(app: bolt.App, context: SlackContext, hint: Hint): void {
  app.action<bolt.BlockButtonAction>(/^form:/, async ({ body, action, ack }) => {
    const command = findCommand(context.dispatcher.commands, action.action_id.split(":")[2] ?? "");
    const input = readInput(action.value);
    if (!command || !input) return ack();
    const { place, who } = buttonPress(body, action, await soon(hint, body.user.id));
    const { channel, responseUrl } = place;
    const note: FormNote = {
      command: command.name,
      channel,
      locale: context.dispatcher.localeOf(who),
      ...(responseUrl === undefined ? {} : { responseUrl }),
    };
    const problem = await openForm(
      context,
      body.trigger_id,
      who,
      command,
      { ...input, $pressed: true },
      note,
    );
    await ack();
    if (problem) await tell(context, who, place, problem);
  });

  app.shortcut<bolt.MessageShortcut>("tidings_send", async ({ body, ack }) => {
    const command = findCommand(context.dispatcher.commands, "send");
    const files = (body.message.files ?? []) as SlackFile[];
    if (!command) return ack();
    const who = person(body.team?.id, body.user.id, await soon(hint, body.user.id));
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
      ...(files[0] ? { files: { file: keptFile(files[0]) } } : {}),
    };
    const problem = await openForm(context, body.trigger_id, who, command, {}, note);
    await ack();
    if (problem) await tell(context, who, target, problem);
  });
}

/** The button of a form that shows what few need. */
export function onMore(app: bolt.App, context: SlackContext): void {
  app.action<bolt.BlockButtonAction>(MORE, async ({ body, ack }) => {
    await ack();
    const { view } = body;
    const note = view && readNote<FormNote>(view.private_metadata);
    const command = note ? findCommand(context.dispatcher.commands, note.command) : null;
    if (!view || !note || !command) return;
    const typed = formInput(command, view.state.values as Record<string, Record<string, ViewValue>>);
    const who = person(body.team?.id, body.user.id, note.locale);
    // Slack keeps what is in the fields that stay; what few need begins as in a new form.
    const filled = await context.dispatcher.filled(who, command, typed);
    const raw = { ...command.begins, ...(filled.refusal ? {} : filled.raw), ...typed };
    const whole = formView(command, raw, { ...note, more: true });
    await context.budget.run("views.update", "answer", () =>
      context.client.views.update({ view_id: view.id, hash: view.hash, view: whole }),
    );
  });
}

/** The input that a button's form begins with; null when it is not in our format. */
function readInput(value: string | undefined): Record<string, unknown> | null {
  try {
    const input = JSON.parse(value ?? "");
    return typeof input === "object" ? input : null;
  } catch {
    return null; // from another version of the bot
  }
}

/** What is wrong with what was typed or chosen. Files are Slack's here: the run opens them, and says what is wrong with one. */
function typedProblems(
  command: AnyCommand,
  raw: Readonly<Record<string, unknown>>,
  locale: Locale,
): Record<string, string> {
  const files = new Set(options(command).flatMap(({ name, kind }) => (kind === "file" ? [name] : [])));
  const problems = Object.entries(inputProblems(command, raw, locale));
  return Object.fromEntries(problems.filter(([name]) => !files.has(name)));
}

/** Mentions of the bot, with or without a file. One that could not be kept is not acknowledged, so it comes again. */
export function onMentions(app: bolt.App, context: SlackContext, inflight: Inflight, hint: Hint): void {
  app.event("app_mention", async ({ event, body }) => {
    const user = event.user;
    if (user === undefined) return;
    const own = ((event as { files?: SlackFile[] }).files ?? []) as SlackFile[];
    const place: MessageTarget = {
      channel: event.channel,
      user,
      thread: event.thread_ts ?? event.ts,
      threadIsNew: event.thread_ts === undefined,
    };
    const files =
      own.length > 0 || !event.thread_ts ? own : await threadFiles(context, event.channel, event.thread_ts);
    const who = person(body.team_id, user, await soon(hint, user));
    const what = await readMention(context, who, { text: event.text, files });
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
