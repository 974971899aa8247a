/** The syntax of a Go template (text/template, Go 1.19). Offsets are UTF-16 code units into the parsed text. */
export type GoNode = GoText | GoAction | GoBranch | GoCall | GoDefinition | GoLeap;

interface Placed {
  readonly start: number;
  readonly end: number;
}

/** What is printed as it stands, once the blanks that `{{-` and `-}}` take away are gone. */
export interface GoText extends Placed {
  readonly is: 'text';
  readonly text: string;
}

/** `{{ pipeline }}`. A pipeline that declares a variable prints nothing. */
export interface GoAction extends Placed {
  readonly is: 'action';
  readonly pipe: GoPipe;
}

export interface GoBranch extends Placed {
  readonly is: 'if' | 'with' | 'range';
  readonly pipe: GoPipe;
  readonly then: readonly GoNode[];
  readonly otherwise: readonly GoNode[];
}

/** `{{ template "name" pipeline }}`, and what stands in place of a `block`. */
export interface GoCall extends Placed {
  readonly is: 'template';
  readonly name: string;
  readonly pipe?: GoPipe;
}

export interface GoDefinition extends Placed {
  readonly is: 'define';
  readonly name: string;
  readonly body: readonly GoNode[];
}

/** `{{ break }}` and `{{ continue }}`. */
export interface GoLeap extends Placed {
  readonly is: 'break' | 'continue';
}

/** Commands joined by `|`; `$a, $b := ...` declares, `$a = ...` sets a variable that is there. */
export interface GoPipe extends Placed {
  readonly variables: readonly string[];
  readonly sets: boolean;
  readonly commands: readonly GoCommand[];
}

/** A function or method with its arguments, or one operand. */
export interface GoCommand extends Placed {
  readonly words: readonly GoOperand[];
}

export type GoOperand = Placed &
  (
    | { readonly is: 'dot' }
    | { readonly is: 'nil' }
    | { readonly is: 'bool'; readonly value: boolean }
    | { readonly is: 'number'; readonly value: number; readonly float: boolean }
    /** `exact`: the text is what stands between the quotes. */
    | { readonly is: 'string'; readonly value: string; readonly exact: boolean }
    | { readonly is: 'field'; readonly names: readonly string[] }
    /** `$x.a.b`; the name of `$` is empty. */
    | { readonly is: 'variable'; readonly name: string; readonly names: readonly string[] }
    | { readonly is: 'function'; readonly name: string }
    /** `(pipeline).a.b` */
    | { readonly is: 'pipe'; readonly pipe: GoPipe; readonly names: readonly string[] }
  );
