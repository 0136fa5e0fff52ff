/** Somebody whom the issuer knows. */
export interface IssuerPerson {
  readonly subject: string;
  readonly name: string;
  readonly email: string;
  readonly emailVerified: boolean;
}
