import * as v from 'valibot';
import { CONVERSATION_STATES } from '../domain/index.ts';
import {
  count,
  cursor,
  id,
  LARGEST_INTEGER,
  limit,
  somebody,
  storable,
  text,
  time,
  token,
  version,
} from './schema-parts.ts';

const MOST_ORIGINS = 50;
const MOST_LANGUAGES = 20;
const DAYS_OF_WEEK = 7;

/** What a message may be is the domain's to say; this is what is looked at at all. */
const message = v.pipe(v.string(), v.maxLength(20_000), storable);
/** What a text may be is the domain's to say, too. */
const longText = v.pipe(v.string(), v.maxLength(400_000), storable);
const shortText = v.pipe(v.string(), v.maxLength(8000), storable);
const url = v.optional(v.nullable(v.pipe(v.string(), v.maxLength(4000), storable)));
const state = v.picklist(CONVERSATION_STATES);
const answeredBy = v.picklist(['answerer', 'people']);
const page = v.optional(v.pipe(text, storable));
/** A token of a host's, with claims of its own in it. */
const visitor = v.pipe(v.string(), v.maxLength(4000), storable);
const days = v.pipe(v.number(), v.integer());

const words = {
  welcome: v.nullable(shortText),
  consent: v.nullable(shortText),
  away: v.nullable(shortText),
};
const texts = v.pipe(
  v.array(v.strictObject({ language: v.pipe(text, storable), ...words })),
  v.maxLength(MOST_LANGUAGES),
);

const hours = v.nullable(
  v.strictObject({
    timeZone: v.pipe(text, storable),
    days: v.pipe(
      v.array(
        v.strictObject({
          day: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(DAYS_OF_WEEK)),
          from: text,
          to: text,
        }),
      ),
      v.maxLength(DAYS_OF_WEEK),
    ),
  }),
);

const source = v.strictObject({
  id,
  title: v.string(),
  url: v.nullable(v.string()),
  public: v.boolean(),
  length: count,
  updatedAt: time,
  version,
});

const written = v.strictObject({
  seq: count,
  id,
  author: v.picklist(['guest', 'member', 'answerer']),
  name: v.nullable(v.string()),
  text: v.string(),
  sources: v.array(v.strictObject({ title: v.string(), url: v.nullable(v.string()) })),
  done: v.boolean(),
  sentAt: time,
});

const assignee = v.nullable(
  v.strictObject({ person: id, name: v.string(), mayAnswer: v.boolean() }),
);

const conversation = v.strictObject({
  id,
  guest: v.strictObject({
    id,
    name: v.string(),
    email: v.nullable(v.string()),
    vouched: v.boolean(),
    typing: v.boolean(),
    joinedAt: time,
    ended: v.boolean(),
  }),
  state,
  answeredBy,
  assignee,
  left: v.boolean(),
  page: v.nullable(v.string()),
  excerpt: v.string(),
  readSeq: count,
  unread: count,
  startedAt: time,
  lastMessageAt: time,
  version,
});

const introduction = {
  name: v.optional(v.pipe(text, storable)),
  email: v.optional(v.pipe(text, storable)),
};

const named = v.strictObject({ name: v.string() });

const news = {
  id,
  organization: named,
  state,
  answeredBy,
  email: v.nullable(v.string()),
  typing: v.boolean(),
  readSeq: count,
  revision: count,
  messages: v.array(written),
};

/** The schemas of what is about guests and their conversations. */
export const GUEST_SCHEMAS = {
  Assignees: v.strictObject({ organization: id, people: v.array(somebody), more: v.boolean() }),
  BeginConversation: v.strictObject({ page }),
  ChangeConversation: v.strictObject({
    state: v.optional(state),
    answeredBy: v.optional(answeredBy),
    assignee: v.optional(v.nullable(id)),
    version,
  }),
  ChangedConversation: v.strictObject({ organization: id, conversation }),
  ChangedTextSource: v.strictObject({ organization: id, source }),
  ChangeGuestAccess: v.strictObject({
    enabled: v.optional(v.boolean()),
    origins: v.optional(v.pipe(v.array(v.pipe(text, storable)), v.maxLength(MOST_ORIGINS))),
    days: v.optional(days),
    texts: v.optional(texts),
    hours: v.optional(hours),
    endRunning: v.optional(v.boolean()),
    version,
  }),
  ChangeTextSource: v.strictObject({
    title: v.optional(shortText),
    url,
    text: v.optional(longText),
    public: v.optional(v.boolean()),
    version,
  }),
  ConversationPage: v.strictObject({
    organization: id,
    conversations: v.array(conversation),
    next: v.nullable(v.string()),
    total: count,
    totalIsMinimum: v.boolean(),
    waiting: count,
    waitingIsMinimum: v.boolean(),
  }),
  ConversationQuery: v.strictObject({
    q: v.optional(v.pipe(v.string(), v.maxLength(200), storable)),
    state: v.optional(state),
    assignee: v.optional(v.picklist(['me', 'nobody'])),
    limit,
    cursor,
  }),
  CreateTextSource: v.strictObject({
    title: shortText,
    url,
    text: longText,
    public: v.optional(v.boolean()),
  }),
  DoorQuery: v.strictObject({
    language: v.optional(v.pipe(v.string(), v.regex(/^[a-z]{2,3}$/))),
  }),
  GuestAccess: v.strictObject({
    organization: id,
    enabled: v.boolean(),
    origins: v.array(v.string()),
    days,
    texts,
    hours,
    baseUrl: v.string(),
    version,
  }),
  GuestConversation: v.strictObject(news),
  GuestDoor: v.strictObject({
    organization: named,
    texts: v.strictObject(words),
    away: v.boolean(),
  }),
  GuestEvent: v.variant('kind', [
    v.strictObject({ kind: v.literal('changed'), ...news }),
    v.strictObject({ kind: v.literal('ended') }),
  ]),
  GuestPage: v.strictObject({
    organization: id,
    guests: v.array(
      v.strictObject({
        id,
        name: v.string(),
        email: v.nullable(v.string()),
        joinedAt: time,
        lastSeenAt: time,
      }),
    ),
    next: v.nullable(v.string()),
    total: count,
  }),
  GuestQuery: v.strictObject({ limit, cursor }),
  GuestTokens: v.strictObject({
    organization: id,
    guest: id,
    access: v.string(),
    expiresIn: count,
    refresh: v.string(),
  }),
  IntroduceGuest: v.strictObject(introduction),
  JoinAsGuest: v.strictObject({
    ...introduction,
    page,
    language: v.optional(v.pipe(v.string(), v.regex(/^[a-z]{2,3}$/))),
    visitor: v.optional(visitor),
  }),
  KeepConversation: v.strictObject({ visitor }),
  OpenedConversation: v.strictObject({
    organization: id,
    conversation,
    messages: v.array(written),
  }),
  OpenedTextSource: v.strictObject({ organization: id, source, text: v.string() }),
  ReadUpTo: v.strictObject({ seq: v.pipe(count, v.maxValue(LARGEST_INTEGER)) }),
  RefreshGuest: v.strictObject({ refresh: token }),
  RotateSigningSecret: v.strictObject({ generation: version }),
  SentAnswer: v.strictObject({
    conversation: id,
    message: written,
    found: v.strictObject({ state, assignee }),
    now: conversation,
  }),
  SentMessage: v.strictObject({ conversation: id, message: written }),
  SigningSecret: v.strictObject({ organization: id, secret: v.string(), generation: version }),
  TextSources: v.strictObject({ organization: id, sources: v.array(source) }),
  TriedQuestion: v.strictObject({
    organization: id,
    found: v.nullable(
      v.strictObject({
        title: v.string(),
        url: v.nullable(v.string()),
        passage: v.string(),
      }),
    ),
  }),
  TryQuestion: v.strictObject({ text: message }),
  WriteMessage: v.strictObject({ id, text: message }),
};
