import { canAccess, effectivePermissions, type Actor, type Feature } from '../../domain/index.ts';
import { CHANGES, type LiveEvent } from '../../contract/changes.ts';
import { EventStream } from './event-stream.ts';
import type { Listener, News, Seats, StoredChange } from './live-queries.ts';
import { accessMark, isBefore, readPosition, writePosition, type Position } from './position.ts';

/** As long as a position is good for coming back. */
const DAY_MS = 24 * 60 * 60 * 1000;

/** What a stream needs to know of who has opened it. */
export interface LiveStreamOptions extends Listener {
  readonly channel: string;
  /** Milliseconds since 1970: until when the token is good; undefined for a session of the accounts. */
  readonly expiresAt: number | undefined;
  /** The id of the last event that was heard before. */
  readonly lastEventId: string | undefined;
  readonly features: readonly Feature[];
  /** Told once, when nothing more will be sent. */
  readonly onEnd: (stream: LiveStream) => void;
}

/** One client's stream: tells what it may hear of, in order, and once. */
export class LiveStream {
  readonly listener: LiveStreamOptions;
  readonly #out: EventStream;
  /** Undefined for one that starts now. */
  #position: Position | undefined;
  #seats: Seats | undefined;
  #inbox = '';

  constructor(listener: LiveStreamOptions) {
    this.listener = listener;
    this.#position = positionToGoOnFrom(listener.lastEventId);
    this.#out = new EventStream(() => {
      listener.onEnd(this);
    });
  }

  /** Server-sent events. */
  get body(): ReadableStream<Uint8Array> {
    return this.#out.body;
  }

  /** From where on it wants to hear of changes; undefined for one that starts now. */
  get position(): Position | undefined {
    return this.#position;
  }

  /**
   * Tells the client what is new to it.
   * @param seats where it has access; undefined when its session is over
   * @param inbox which invitations wait for the person
   */
  hear(news: News, seats: Seats | undefined, inbox: string): void {
    if (this.#out.ended) return;
    const { expiresAt } = this.listener;
    if (!seats || (expiresAt !== undefined && expiresAt <= news.at)) {
      this.#send({ kind: 'session-ended', reason: seats ? 'expired' : 'ended' });
      this.close();
      return;
    }
    const mark = this.#markOf(seats, inbox);
    const { horizon: end, at } = news;
    const horizon = { ...end, at, access: mark };
    const before = this.#position;
    const begins = this.#seats === undefined;
    const follows =
      before !== undefined &&
      !isBefore(end, before) &&
      !(news.since && isBefore(before, news.since)) &&
      (!begins || before.access === mark);
    this.#position = follows ? { ...before, access: mark } : horizon;
    if (this.#seats) {
      this.#tellOfAccess(this.#seats, seats);
      if (inbox !== this.#inbox) this.#send({ kind: 'inbox' });
    }
    this.#seats = seats;
    this.#inbox = inbox;
    if (!follows && !(begins && this.listener.lastEventId === undefined)) {
      this.#send({ kind: 'resync' });
    }
    if (follows) this.#tellOfChanges(news.changes, before, seats);
    this.#position = horizon;
    if (begins) this.#send({ kind: 'ready', channel: this.listener.channel });
  }

  /** Shows that it is alive, and where it has come to. */
  beat(): void {
    if (this.#position) this.#out.beat(writePosition(this.#position));
  }

  /** Ends it; what was sent still arrives. */
  close(): void {
    this.#out.close();
  }

  /** Worked out anew only when something is another. */
  #markOf(seats: Seats, inbox: string): string {
    if (this.#seats && this.#position && inbox === this.#inbox && sameSeats(this.#seats, seats)) {
      return this.#position.access;
    }
    return accessMark(openSeats(seats), inbox);
  }

  #tellOfAccess(before: Seats, now: Seats): void {
    for (const [organization, was] of before) {
      const is = now.get(organization);
      if (was.state !== 'open' || is?.state === 'open') continue;
      this.#send({ kind: 'access-ended', organization, reason: is?.state ?? 'removed' });
    }
    for (const [organization, { role, state, permissions }] of now) {
      if (state !== 'open') continue;
      const was = before.get(organization);
      if (was?.state !== 'open') this.#send({ kind: 'access-gained', organization });
      else if (was.role !== role || !sameValues(was.permissions[role], permissions[role])) {
        this.#send({ kind: 'access-changed', organization });
      }
    }
  }

  #tellOfChanges(changes: readonly StoredChange[], after: Position, seats: Seats): void {
    const actors = new Map<string, Actor | undefined>();
    for (const change of changes) {
      const { xid, id, at, organization, type, subject, version } = change;
      if (!isBefore(after, change)) continue;
      if (!actors.has(organization)) actors.set(organization, this.#actorIn(organization, seats));
      const actor = actors.get(organization);
      // A type that a newer process has written is not for the clients of this one.
      if (!actor || !(type in CHANGES) || !canAccess(CHANGES[type], actor).allowed) continue;
      this.#position = { xid, id, at, access: this.#position?.access ?? '' };
      this.#send({ kind: 'change', organization, type, subject, version });
    }
  }

  #actorIn(organization: string, seats: Seats): Actor | undefined {
    const seat = seats.get(organization);
    if (seat?.state !== 'open') return undefined;
    const { person, features } = this.listener;
    const { role } = seat;
    return { person, role, permissions: effectivePermissions(features, role, seat.permissions) };
  }

  #send(event: LiveEvent): void {
    this.#out.send(this.#position && writePosition(this.#position), event);
  }
}

function positionToGoOnFrom(lastEventId: string | undefined): Position | undefined {
  const position = lastEventId === undefined ? undefined : readPosition(lastEventId);
  return position && position.at > Date.now() - DAY_MS ? position : undefined;
}

function* openSeats(seats: Seats) {
  for (const [id, { role, state }] of seats) if (state === 'open') yield { id, role };
}

function sameSeats(a: Seats, b: Seats): boolean {
  if (a.size !== b.size) return false;
  for (const [organization, { role, state }] of a) {
    const other = b.get(organization);
    if (other?.role !== role || other.state !== state) return false;
  }
  return true;
}

function sameValues(a: unknown, b: unknown): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b);
}
