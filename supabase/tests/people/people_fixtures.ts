/** Fixtures for tests of members: invitations made and accepted, and who has left again. */
import { cardOf, done, yunshan } from "../fixtures.ts";
import { PEOPLE, type Person, type TestDatabase } from "../test_database.ts";

/** The acts and views of invitations in a database, so that a story names the person and what is given alone. */
export const invitationsOf = (db: TestDatabase) => ({
  invite: (email: unknown, groups: unknown = ["Readers"], owner: Person = "alice") =>
    db.as(owner).rpc("create_invitation", { input: { email, groups } }),
  accept: (person: Person, token: unknown) => db.as(person).rpc("accept_invitation", { input: { token } }),
  leave: async (person: Person) =>
    done(db.as(person).rpc("leave_enterprise", { enterprise: await yunshan(db) })),
  /** The state of an invitation, as its owner sees it. */
  stateOf: async (id: string) => (await cardOf(db, "invitation_cards", id, "alice"))?.state,
  /** The names of the groups that a person is in. */
  groupsOf: async (person: Person) =>
    (
      await db.sql`select g.name from public.group_members gm join public.groups g on g.id = gm.group_id
        join public.members m on m.id = gm.member_id where m.user_id = ${PEOPLE[person]} order by 1`
    ).map(({ name }) => name),
});
