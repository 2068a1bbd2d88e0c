comment on table public.resolve_tasks is
  'RES-1, table 7-1: a resolve task (解析任务). submitted_by made it; decided_by ended it. link_id: the one link of a group task. frozen_at: nothing of it is shown until a person says otherwise.';

select private.resource_table('public.resolve_tasks', 'KooMessage:resolveTask:list');

comment on table private.mint_progress is
  'The cursor of a personal task: ids are id_base + ordinal, the place in the file. taken lines are made or rejected. retry_after: the ordinal up to which the rejects were tried again; null when nobody asked for that.';

comment on table private.link_blocks is 'Where the next block of link ids begins: small tasks share the partition from 2^46 on, a large one gets its own from 2^46 + 2^40.';

comment on table public.links is
  'A group link, or a personal link alone; its code is its id, enciphered. cust_flag (客户标识) says for whom it is, often a number. No foreign key: a million checks would take longer than the million rows, and only the verbs of its task write here.';

comment on table partitions.links_shared is 'The links of all small tasks.';

comment on table public.link_rejects is 'RES-2: the links of a personal task that could not be made, and why; made good and tried again they leave.';

comment on table public.link_aliases is
  'Custom short codes (自定义短码), unique on a domain; host is empty for the deployment''s own address, which enterprises share. Never of eight characters: those are enciphered ids, so that no custom code can stand before a link that comes later.';

comment on table public.frozen_links is 'GRD-1: single personal links, of tasks and of sends, that show nothing for now; frozen_by null: the guard against bursts did it. A group link is frozen as its task.';

select private.resource_table('public.links', 'KooMessage:resolveTask:list');

select private.resource_table('public.link_rejects', 'KooMessage:resolveTask:list');

select private.resource_table('public.link_aliases', 'KooMessage:resolveTask:list');

select private.resource_table('public.frozen_links', 'KooMessage:resolveTask:list');
