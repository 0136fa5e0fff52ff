import { Hono, type Context } from 'hono';
import { cors } from 'hono/cors';
import { isOpen, ORIGIN_LENGTH, wordsFor, type OriginOptions } from '../../domain/index.ts';
import type { GuestConversation } from '../../contract/guests.ts';
import { OURS, ROUTES } from '../../contract/routes.ts';
import { bearerToken } from '../auth/bearer.ts';
import type { Database } from '../db/database.ts';
import { networkOf } from '../http/address.ts';
import { inTurn } from '../http/in-turn.ts';
import { jsonBody, parse, pathIds, queryText } from '../http/parse.ts';
import { ProblemError } from '../http/problem.ts';
import { honoPath, STREAM_HEADERS } from '../http/router.ts';
import type { Limits } from '../limits/limits.ts';
import { keepAccess } from './access.ts';
import type { Answerer } from './answerer.ts';
import { answerQuestion } from './answering.ts';
import {
  beginAnother,
  conversationFor,
  conversationOf,
  erase,
  introduce,
  lockGuest,
  markReadByGuest,
  noteTyping,
} from './guest-acts.ts';
import type { Listening } from './guest-stream.ts';
import { keepFor } from './keeping.ts';
import type { SigningSecrets } from './signing-secrets.ts';
import { readVisitor, type Vouched } from './vouching.ts';
import type { Bearer, GuestTokenMaker } from './tokens.ts';
import {
  enterGuest,
  join,
  onceMoreIfMoved,
  openDoor,
  refresh,
  tokensFor,
  type Door,
  type Visit,
} from './visiting.ts';
import { readGuestNews } from './visits.ts';
import { handOver, write } from './writing.ts';

/** What the routes of guests need. */
export interface GuestChatParts extends OriginOptions {
  readonly database: Database;
  readonly tokens: GuestTokenMaker;
  readonly answerer: Answerer;
  readonly limits: Limits;
  readonly signing: SigningSecrets;
  /** Where the server is reached. */
  readonly url: string;
  /** Opens the stream of a guest who has entered. */
  readonly openStream: (listening: Listening) => ReadableStream<Uint8Array>;
  /** Looks after what goes on when a request is answered. */
  readonly afterwards: (work: Promise<unknown>) => void;
}

type GuestContext = Context<{ Bindings: { address: string } }>;

const PREFLIGHT_SECONDS = 600;

/** Is it a path of guests, who have no cookies and come from the pages of tenants? */
export function isOfGuests(path: string): boolean {
  return /^\/api\/v1\/organizations\/[^/]+\/guest-chat(\/|$)/.test(path);
}

/**
 * Lets pages of every origin read the answers, also why they may not join: the routes themselves ask
 * whether the organization knows the origin. Never with cookies.
 */
export const guestCors = cors({
  origin: origin =>
    origin.length <= ORIGIN_LENGTH && URL.parse(origin)?.origin === origin ? origin : null,
  allowMethods: ['GET', 'POST', 'PATCH', 'DELETE'],
  allowHeaders: ['authorization', 'content-type', 'last-event-id'],
  exposeHeaders: ['x-request-id', 'retry-after', OURS],
  maxAge: PREFLIGHT_SECONDS,
});

/** The routes of guests, and of who is about to be one (R29, R31, R32). */
export function guestChatRoutes(parts: GuestChatParts): Hono<{ Bindings: { address: string } }> {
  const { database, tokens, answerer, limits, signing, openStream, afterwards, development } =
    parts;
  const ownOrigin = new URL(parts.url).origin;
  const ofSession = inTurn();
  const app = new Hono<{ Bindings: { address: string } }>();

  function organizationOf(c: GuestContext): string {
    return pathIds(c.req.param()).organization ?? '';
  }

  /**
   * As the browser says; of what a page reads at its own origin, which goes without `Origin`, it says that
   * it does.
   */
  function originOf(c: GuestContext): string | undefined {
    const isOwn = c.req.header('sec-fetch-site') === 'same-origin';
    return c.req.header('origin') ?? (isOwn ? ownOrigin : undefined);
  }

  /** @throws ProblemError `visitor-not-vouched` */
  async function vouchedFor<Token extends string | undefined>(
    token: Token,
    organization: string,
    { signing_generation: generation }: Door,
  ): Promise<Vouched | Extract<Token, undefined>> {
    if (token === undefined) return undefined as Extract<Token, undefined>;
    return readVisitor(token, organization, signing.of(organization, generation));
  }

  /** Acts as the guest of the request's bearer. */
  async function asGuest<Result>(
    c: GuestContext,
    act: (visit: Visit, bearer: Bearer) => Promise<Result>,
  ): Promise<Result> {
    const organization = organizationOf(c);
    const bearer = tokens.readAccess(bearerToken(c.req.raw.headers) ?? '', Date.now());
    if (bearer?.organization !== organization) throw new ProblemError('session-expired');
    await limits.consume('guestRequest', bearer.session);
    return ofSession(bearer.session, () =>
      onceMoreIfMoved(() =>
        database.transaction(async tx =>
          act(await enterGuest(tx, bearer, originOf(c), { development }), bearer),
        ),
      ),
    );
  }

  app.get(honoPath(ROUTES['guestChat.door'].path), async c => {
    const { language } = parse('DoorQuery', queryText(c.req));
    const door = await database.transaction(tx =>
      openDoor(tx, organizationOf(c), originOf(c), { development }),
    );
    return c.json({
      organization: { name: door.organization_name },
      texts: wordsFor(door.texts, language),
      away: !isOpen(door.hours, new Date()),
    });
  });

  app.post(honoPath(ROUTES['guestChat.join'].path), async c => {
    const organization = organizationOf(c);
    const wanted = await jsonBody('JoinAsGuest', c.req.raw);
    // Before there is a transaction: who is refused takes no connection from others.
    await limits.consume('guestJoin', networkOf(c.env.address));
    await limits.consume('guestsOfOrganization', organization);
    const joined = await database.transaction(async tx => {
      await keepAccess(tx, organization);
      const door = await openDoor(tx, organization, originOf(c), { development });
      return join(
        tx,
        organization,
        door,
        wanted,
        await vouchedFor(wanted.visitor, organization, door),
      );
    });
    return c.json(tokensFor(tokens, joined));
  });

  app.post(honoPath(ROUTES['guestChat.refresh'].path), async c => {
    const organization = organizationOf(c);
    const { refresh: token } = await jsonBody('RefreshGuest', c.req.raw);
    const presented = tokens.readRefresh(token);
    if (presented?.organization !== organization) throw new ProblemError('session-expired');
    await limits.consume('guestRequest', presented.session);
    const next = await ofSession(presented.session, () =>
      onceMoreIfMoved(() =>
        database.transaction(async tx => {
          const visit = await enterGuest(tx, presented, originOf(c), { development });
          await lockGuest(visit);
          return refresh(visit, presented);
        }),
      ),
    );
    if (typeof next === 'string') throw new ProblemError(next);
    return c.json(tokensFor(tokens, next));
  });

  app.get(honoPath(ROUTES['guestChat.read'].path), async c => {
    return c.json(await asGuest(c, conversationToShow));
  });

  app.patch(honoPath(ROUTES['guestChat.introduce'].path), async c => {
    const said = await jsonBody('IntroduceGuest', c.req.raw);
    await asGuest(c, async visit => {
      await limits.consume('guestMessage', visit.guest);
      await introduce(visit, said);
    });
    return c.body(null, 204);
  });

  app.post(honoPath(ROUTES['guestChat.begin'].path), async c => {
    const { page } = await jsonBody('BeginConversation', c.req.raw);
    const begun = await asGuest(c, async visit => {
      await limits.consume('guestMessage', visit.guest);
      await beginAnother(visit, page);
      return conversationToShow(visit);
    });
    return c.json(begun);
  });

  app.post(honoPath(ROUTES['guestChat.markRead'].path), async c => {
    const { seq } = await jsonBody('ReadUpTo', c.req.raw);
    await asGuest(c, visit => markReadByGuest(visit, seq));
    return c.body(null, 204);
  });

  app.post(honoPath(ROUTES['guestChat.type'].path), async c => {
    await asGuest(c, noteTyping);
    return c.body(null, 204);
  });

  app.post(honoPath(ROUTES['guestChat.keep'].path), async c => {
    const { visitor } = await jsonBody('KeepConversation', c.req.raw);
    await asGuest(c, async visit => {
      const { tx, organization, guest } = visit;
      await limits.consume('guestMessage', guest);
      const door = await openDoor(tx, organization, originOf(c), { development });
      await keepFor(visit, await vouchedFor(visitor, organization, door));
    });
    return c.body(null, 204);
  });

  app.delete(honoPath(ROUTES['guestChat.leave'].path), async c => {
    await asGuest(c, erase);
    return c.body(null, 204);
  });

  app.post(honoPath(ROUTES['guestChat.write'].path), async c => {
    const body = await jsonBody('WriteMessage', c.req.raw);
    const { sent, session, organization } = await asGuest(c, async visit => {
      await limits.consume('guestMessage', visit.guest);
      const conversation = await conversationFor(visit, body.id);
      const written = await write({ ...visit, conversation }, body, { author: 'guest' });
      return { ...visit, sent: written };
    });
    const { conversation, message, turn, isNew } = sent;
    if (isNew && turn.answeredBy === 'answerer') {
      const { id: question, text } = message;
      const unanswered = { organization, session, conversation, question, text };
      afterwards(answerQuestion(database, answerer, unanswered));
    }
    return c.json({ conversation, message });
  });

  app.post(honoPath(ROUTES['guestChat.askForPerson'].path), async c => {
    await asGuest(c, async visit => {
      await limits.consume('guestMessage', visit.guest);
      await handOver({ ...visit, conversation: await conversationOf(visit) });
    });
    return c.body(null, 204);
  });

  app.get(honoPath(ROUTES['guestChat.stream'].path), async c => {
    const visit = await asGuest(c, ({ guest, accessVersion }, bearer) =>
      Promise.resolve({ ...bearer, guest, accessVersion }),
    );
    if (c.req.raw.method === 'HEAD') return c.body(null, 200, STREAM_HEADERS);
    const heard = /^\d{1,9}$/.exec(c.req.header('last-event-id') ?? '')?.[0];
    const revision = heard === undefined ? -1 : Number(heard);
    return c.body(openStream({ ...visit, revision }), 200, STREAM_HEADERS);
  });

  return app;
}

async function conversationToShow(visit: Visit): Promise<GuestConversation> {
  const [found] = await readGuestNews(visit.tx, [{ ...visit, revision: -1 }]);
  if (typeof found !== 'object') throw new ProblemError('guest-revoked');
  return found;
}
