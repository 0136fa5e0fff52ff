import type { Checked, Denial, Verdict } from '../../domain/index.ts';
import { problemDocument, type ProblemCode, type ProblemDetails } from '../../contract/problems.ts';

/** Ends a request with a problem; whatever the transaction did is rolled back. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly code: ProblemCode;
  readonly details: ProblemDetails;

  constructor(code: ProblemCode, details: ProblemDetails = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

/**
 * Goes on when the verdict allows.
 * @throws ProblemError with the denial's code
 */
export function refuse(verdict: Verdict): void {
  if (!verdict.allowed) throw denied(verdict.denial);
}

/**
 * What a field holds, as the domain has checked it.
 * @throws ProblemError `invalid-input` with the field and the rule it breaks
 */
export function acceptField<Value>(field: string, checked: Checked<Value>): Value {
  if (checked.allowed) return checked.value;
  throw new ProblemError('invalid-input', { fields: [{ field, code: checked.denial.code }] });
}

/**
 * What several fields hold, as the domain has checked them; undefined where one is left empty.
 * @throws ProblemError `invalid-input` with each field that breaks a rule, and the rule
 */
export function acceptFields<Field extends string>(
  checked: Readonly<Record<Field, Checked<string> | undefined>>,
): Partial<Record<Field, string>> {
  const all = Object.entries(checked) as [Field, Checked<string> | undefined][];
  const fields = all.flatMap(([field, one]) =>
    one && !one.allowed ? [{ field, code: one.denial.code }] : [],
  );
  if (fields.length > 0) throw new ProblemError('invalid-input', { fields });
  const values = all.map(([field, one]) => [field, one?.allowed ? one.value : undefined]);
  return Object.fromEntries(values) as Partial<Record<Field, string>>;
}

/** The answer for a problem. */
export function problemResponse(code: ProblemCode, details: ProblemDetails = {}): Response {
  const document = problemDocument(code, details);
  const headers = new Headers({ 'content-type': 'application/problem+json' });
  if (details.retryAfter !== undefined) headers.set('retry-after', String(details.retryAfter));
  // What is still being sent is not waited for.
  if (code === 'body-too-large') headers.set('connection', 'close');
  return new Response(JSON.stringify(document), { status: document.status, headers });
}

function denied({ code, ...details }: Denial): ProblemError {
  return new ProblemError(code, details);
}
