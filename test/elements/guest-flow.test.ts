import { expect } from '@open-wc/testing';
import { html } from 'lit';
import '../../src/chat/define.ts';
import { part, parts, text, waitUntil } from '../support/dom.ts';
import { shownChat, textsOf } from '../support/guest-chat.ts';
import { show } from '../support/page.ts';
import { sql } from '../support/scene.ts';
import { admitting } from '../support/suites/views/guest-chat-join.ts';
import { press, pressTo, type } from '../support/suites/views/hands.ts';

describe('a guest, from the question to the answer of a member (R29, R31, R32)', () => {
  it('is answered from a public text, then by a person, and finds it all again', async () => {
    const place = await admitting();
    await sql(
      `insert into orgtags.text_source (organization_id, title, text, public)
       values ($1, 'What they carry', 'The small robot carries 80 kilograms.', true)`,
      [place.id],
    );
    const chat = shownChat(place);
    await pressTo(chat, 'launcher', 'consent');
    await type(chat, '[name=name]', 'Ida');
    await type(chat, 'textarea', 'What does the small robot carry?');
    await press(chat, 'send-button');
    expect(text(await part(chat, 'source'))).to.equal('From: What they carry');
    const answered = (): boolean =>
      textsOf(chat).at(-1) === 'The small robot carries 80 kilograms.';
    await waitUntil(answered, 'it is not answered');
    await pressTo(chat, 'person-button', 'waiting');

    const console = await show(
      place,
      place.as('member'),
      html`<guest-conversations></guest-conversations>`,
    );
    await pressTo(console, 'row', 'input');
    expect(text(parts(console, 'name')[0])).to.equal('Ida');
    expect(text(parts(console, 'state')[0])).to.equal('Waiting');
    await type(console, '[part=input]', 'And the large one 400.');
    await press(console, 'send-button');
    await waitUntil(() => textsOf(chat).at(-1) === 'And the large one 400.', 'it does not come');
    const whole = textsOf(chat);

    chat.remove();
    const again = shownChat(place);
    await waitUntil(() => textsOf(again).join() === whole.join(), 'it is not found again');
    await type(again, 'textarea', 'Thank you');
    await press(again, 'send-button');
    const written = (): string => text(parts(console, 'text').at(-1));
    await waitUntil(() => written() === 'Thank you', 'the member does not see it');
  });
});
