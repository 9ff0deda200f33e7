import { Email } from '../shared/contract/common.ts';
import { type Command, command } from './cli.commands.ts';
import { inviteOperator } from './modules/identity/identity.invitations.service.ts';
import { listPeople, platformPlace } from './modules/identity/identity.roles.service.ts';
import type { Person } from './modules/identity/identity.roles.types.ts';

export const staffCommands: Readonly<Record<string, Command>> = {
  operators: command({
    about: 'Who operates the deployment',
    args: {},
    run: async (ctx) => ({ value: (await listPeople(ctx, platformPlace, { limit: 200 })).items.map(toLine) }),
  }),
  'invite-operator': command({
    about: 'Invites a person to operate the deployment: how the first one comes in',
    places: ['email'],
    args: { email: Email },
    run: async (ctx, args) => {
      const { email, expiresAt } = await inviteOperator(ctx, args.email);
      const until = expiresAt.toISOString().slice(0, 10);
      return { said: `Invited ${email}. The e-mail leaves as soon as the server runs; its link works until ${until}.` };
    },
  }),
};

function toLine({ name, email, isActive, lastSeenAt }: Person) {
  return { name, email, isActive, lastSeenAt };
}
