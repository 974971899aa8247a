/** An expected failure of what was asked: one sentence on what and where, one on what to do. */
export class UserError extends Error {
  constructor(
    message: string,
    readonly hint?: string,
    readonly exitCode: 2 | 3 = 2,
  ) {
    super(message);
  }
}
