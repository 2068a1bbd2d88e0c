import assert from "node:assert/strict";
import { test } from "node:test";
import { groupInput, madeTask, tick } from "../fixtures.ts";
import { testStage } from "./stage.ts";

/** RES-3: the maximum of a group link is exact under load, over several instances, and when one is killed at any instant. */
const stage = await testStage({ volatile: false }, "link");

/** What every phone of the crowd shows: one pass of its vendor. */
const client = await stage.pass("huawei");
/** Concurrent requests: as many as a machine of two cores handles without timing out. */
const AT_ONCE = 300;

type Outcome = { shown: number; refused: number; lost: number };

/** Sends `count` requests to these instances in turn; calls `each` with every answer. */
async function crowd(
  urls: string[],
  count: number,
  each: (status: number) => void = () => undefined,
): Promise<Outcome> {
  const outcome = { shown: 0, refused: 0, lost: 0 };
  let next = 0;
  const one = async () => {
    while (next < count) {
      const url = urls[next++ % urls.length] ?? "";
      // A response that breaks off half-way was shown to nobody, as one that never came.
      const status = await fetch(url, { headers: client })
        .then((answer) => answer.arrayBuffer().then(() => answer.status))
        .catch(() => 0);
      if (status === 200) outcome.shown += 1;
      else if (status === 410) outcome.refused += 1;
      else {
        assert.equal(status, 0, "an answer is the card, or that it is used up");
        outcome.lost += 1;
      }
      each(status);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, one));
  return outcome;
}

const PREVIEWS = [
  "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
  "Mozilla/5.0 (iPhone; CPU iPhone OS 9_3_2 like Mac OS X) AppleWebKit/601.1.46 (KHTML, like Gecko) Mobile/13F69 MicroMessenger/6.6.1",
  "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
  "Mozilla/5.0 (compatible; Discordbot/2.0; +https://discordapp.com)",
  "DingTalkBot-LinkService/1.0 (+https://open-doc.dingtalk.com)",
];

test("20,000 phones ask for a link of 5,000 over two instances, one killed half-way: never more are counted, nobody counted is lost but those in flight, the rest is served after it", async () => {
  const { db } = stage;
  const { id, code, link_id } = await madeTask(db, await groupInput(db, { max_resolutions: 5000 }));
  const used = async () =>
    Number((await db.sql`select used from public.links where id = ${link_id}`)[0]?.used);
  const first = `${stage.direct("link")}/link/${code}`;
  const doomed = await stage.another("link");

  let answered = 0;
  let killed: Promise<void> | undefined;
  const before = await crowd([first, `${doomed.url}/link/${code}`], 4000, (status) => {
    if (status === 200) answered += 1;
    if (answered >= 1000) killed ??= doomed.kill();
  });
  await killed;
  assert.ok(before.lost > 0, "the killed instance owed answers");
  const counted = await used();
  assert.ok(before.shown <= counted, `${before.shown} were shown the card, ${counted} counted`);
  assert.ok(
    counted <= before.shown + AT_ONCE,
    `${counted} counted, ${before.shown} shown, ${AT_ONCE} in flight`,
  );
  assert.ok(counted < 5000);

  for (const agent of PREVIEWS) {
    const preview = await fetch(`${first}?vendor=huawei`, { headers: { "user-agent": agent } });
    assert.equal(preview.status, 200, agent);
    await preview.arrayBuffer();
  }
  await fetch(first, { method: "HEAD", headers: client });
  assert.equal(await used(), counted, "previews change nothing");

  const second = await stage.another("link");
  const rest = await crowd([first, `${second.url}/link/${code}`], 16_000);
  assert.deepEqual([rest.shown, rest.refused, rest.lost], [5000 - counted, 11_000 + counted, 0]);
  assert.equal(await used(), 5000);

  await tick(db);
  await tick(db);
  const [reported] =
    await db.sql`select sum(resolutions)::int as resolutions, sum(bots)::int as bots, sum(refused)::int as refused
    from public.link_days where task_id = ${id}`;
  const [events] =
    await db.sql`select sum(n) filter (where kind = 'resolution')::int as resolutions, sum(n) filter (where kind = 'bot')::int as bots,
    sum(n) filter (where kind = 'refused')::int as refused from public.link_events where link_id in (select l.id from public.links l where l.task_id = ${id})`;
  assert.deepEqual({ ...reported }, { ...events });
  assert.deepEqual([reported?.resolutions, reported?.bots], [5000, PREVIEWS.length + 1]);
});

test("10,000 phones ask for 50 group links at once: each link gives what it has and no more", async () => {
  const { db } = stage;
  const tasks = [];
  for (let n = 0; n < 50; n += 1)
    tasks.push(await madeTask(db, await groupInput(db, { max_resolutions: 2 + n * 3 })));
  const urls = tasks.map(({ code }) => `${stage.direct("link")}/link/${code}`);
  const outcome = await crowd(urls, 10_000);
  const room = tasks.reduce((sum, { max_resolutions }) => sum + max_resolutions, 0);
  assert.deepEqual([outcome.shown, outcome.refused], [room, 10_000 - room]);
  const rows =
    await db.sql`select l.used = l.maximum as full from public.links l where l.task_id = any (${tasks.map(({ id }) => id)}::uuid[])`;
  assert.deepEqual(
    rows.map(({ full }) => full),
    tasks.map(() => true),
  );
});
