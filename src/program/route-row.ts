/** What a library says of the requests that enter by a row of it; `At` says how an argument is named. */
export interface RouteRow<At> {
  /** Which argument, of the call or of the decorator, is the path of the requests. */
  readonly route?: At;
  /** What the call is made on is mounted into the app: more may stand before its path. */
  readonly mounted?: true;
  /** Fields of the class that list what a client has to pass, what lets everybody in, and the setting that is taken where the class lists nothing. */
  readonly admits?: { readonly fields: readonly string[]; readonly everybody: string; readonly setting: string };
}
