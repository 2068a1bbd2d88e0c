/** What all operations share: the tables, the clock, ids, and the way to whoever is told. */
import { makeViolations, type Violation } from "../ground/violations.ts";
import type { Control } from "./control.ts";
import type {
  App,
  BasicTemplate,
  Callback,
  Link,
  Material,
  Message,
  Signature,
  SmsTemplate,
  Task,
  Template,
} from "./rows.ts";
import { Store, type Table } from "./store.ts";

export class House {
  control: Control;
  /** Kept on the disk too: a test looks at them after deaths. */
  readonly violations = makeViolations();
  readonly store: Store;
  readonly callbacks: Table<Callback>;
  readonly templates: Table<Template>;
  readonly basicTemplates: Table<BasicTemplate>;
  readonly materials: Table<Material>;
  readonly apps: Table<App>;
  readonly signatures: Table<Signature>;
  readonly smsTemplates: Table<SmsTemplate>;
  readonly tasks: Table<Task>;
  /** How often the card behind a link was asked for. */
  readonly opened: Table<{ times: number; at: number }>;
  /** Receipts that were answered, by their keys. */
  readonly told: Table<true>;
  /** Profiles, menus and home pages of service accounts. */
  readonly accounts: Table<Record<string, unknown>>;
  /** All messages, in order. */
  readonly sent: Message[] = [];
  readonly counts: Record<string, number> = {};
  readonly #links = new Map<string, { link: Link; task: Task }>();
  #ids = 0;

  constructor(path: string, control: Control) {
    this.control = control;
    this.store = new Store(path);
    this.callbacks = this.store.table("callbacks");
    this.templates = this.store.table("templates");
    this.basicTemplates = this.store.table("basic_templates");
    this.materials = this.store.table("materials");
    this.apps = this.store.table("apps");
    this.signatures = this.store.table("signatures");
    this.smsTemplates = this.store.table("sms_templates");
    this.tasks = this.store.table("tasks");
    this.opened = this.store.table("opened");
    this.told = this.store.table("told");
    this.accounts = this.store.table("accounts");
    for (const task of this.tasks.all) this.#know(task);
    const kept = this.store.table<Violation>("violations");
    this.violations.list.push(...kept.all);
    const { add } = this.violations;
    this.violations.add = (rule, detail) => {
      kept.put(`${kept.rows.size}`, { rule, detail });
      add(rule, detail);
    };
  }

  /** By the service's own clock. */
  now = (): number => Date.now() + this.control.seconds_off * 1000;

  /** An id that no earlier life has given either. */
  id(): string {
    this.#ids = Math.max(this.#ids + 1, Date.now() * 1000);
    return `${this.#ids}`;
  }

  /** Takes a task: from here on it is kept, and its messages are on their way. */
  take(task: Task): void {
    this.tasks.put(task.task_id, task);
    this.#know(task);
  }

  get nextCursor(): number {
    return (this.sent.at(-1)?.cursor ?? 0) + 1;
  }

  link(url: string): { link: Link; task: Task } | undefined {
    return this.#links.get(url);
  }

  #know(task: Task): void {
    this.sent.push(...task.messages);
    for (const link of task.links) this.#links.set(link.aim_url, { link, task });
  }

  count(what: string): void {
    this.counts[what] = (this.counts[what] ?? 0) + 1;
  }
}
