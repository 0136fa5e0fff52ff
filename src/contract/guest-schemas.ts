import * as v from 'valibot';
import { CONVERSATION_STATES } from '../domain/index.ts';
import {
  count,
  cursor,
  id,
  limit,
  somebody,
  storable,
  text,
  time,
  token,
  version,
} from './schema-parts.ts';

const MOST_ORIGINS = 50;

/** What a message may be is the domain's to say; this is what is looked at at all. */
const message = v.pipe(v.string(), v.maxLength(20_000), storable);
const state = v.picklist(CONVERSATION_STATES);
const answeredBy = v.picklist(['answerer', 'people']);
const page = v.optional(v.pipe(text, storable));
const days = v.pipe(v.number(), v.integer());

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
    joinedAt: time,
    ended: v.boolean(),
  }),
  state,
  answeredBy,
  assignee,
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
  ChangeGuestAccess: v.strictObject({
    enabled: v.optional(v.boolean()),
    origins: v.optional(v.pipe(v.array(v.pipe(text, storable)), v.maxLength(MOST_ORIGINS))),
    days: v.optional(days),
    endRunning: v.optional(v.boolean()),
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
  GuestAccess: v.strictObject({
    organization: id,
    enabled: v.boolean(),
    origins: v.array(v.string()),
    days,
    version,
  }),
  GuestConversation: v.strictObject(news),
  GuestDoor: v.strictObject({ organization: named }),
  GuestEvent: v.variant('kind', [
    v.strictObject({ kind: v.literal('changed'), ...news }),
    v.strictObject({ kind: v.literal('ended') }),
  ]),
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
  }),
  OpenedConversation: v.strictObject({
    organization: id,
    conversation,
    messages: v.array(written),
  }),
  ReadUpTo: v.strictObject({ seq: count }),
  RefreshGuest: v.strictObject({ refresh: token }),
  SentAnswer: v.strictObject({
    conversation: id,
    message: written,
    found: v.strictObject({ state, assignee }),
    now: conversation,
  }),
  SentMessage: v.strictObject({ conversation: id, message: written }),
  WriteMessage: v.strictObject({ id, text: message }),
};
