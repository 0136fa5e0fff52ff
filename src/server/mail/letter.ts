/** What a letter says: plain sentences, and at most one place to go. */
export interface Letter {
  readonly subject: string;
  /** Its language; English when left out. */
  readonly language?: string;
  /** Sentences of ours; of what people have typed only names, made plain. */
  readonly paragraphs: readonly string[];
  /** Where it leads, and what that is called; stands after the first paragraph. */
  readonly link?: { readonly label: string; readonly url: string };
}

/** The letter as plain text. */
export function asText({ paragraphs: [first = '', ...rest], link }: Letter): string {
  return (
    [first, ...(link ? [`${link.label}:\n${link.url}`] : []), ...rest, ''].join('\n\n').trimEnd() +
    '\n'
  );
}

/** The letter as HTML that loads nothing from anywhere. */
export function asHtml({
  subject,
  language = 'en',
  paragraphs: [first = '', ...rest],
  link,
}: Letter): string {
  const place = link
    ? [
        `<p><a href="${escaped(link.url)}">${escaped(link.label)}</a></p>`,
        `<p><small>${escaped(link.url)}</small></p>`,
      ]
    : [];
  return [
    `<!doctype html><html lang="${language}"><head><meta charset="utf-8"><title>${escaped(subject)}</title></head>`,
    '<body style="font:16px/1.5 sans-serif;max-width:36em">',
    paragraph(first),
    ...place,
    ...rest.map(paragraph),
    '</body></html>',
  ].join('\n');
}

function paragraph(text: string): string {
  return `<p>${escaped(text)}</p>`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

function escaped(text: string): string {
  return text.replaceAll(/[&<>"]/g, character => ENTITIES[character] ?? character);
}
