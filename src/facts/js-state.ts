/** A JavaScript module keeps something in memory for as long as the process lives: a variable of the module, or a field of a class. */
export interface JsState {
  readonly name: string;
  readonly holder: 'module' | 'field' | 'global';
  /** `map` and `list` can hold one thing per user; `value` is a single one. */
  readonly shape: 'map' | 'list' | 'value';
  /** The class, for fields. */
  readonly owner?: string;
  /** The module itself makes an object of that class: there is one in the process. */
  readonly single?: boolean;
  /** Changes from within functions of this file. */
  readonly changes: readonly JsChange[];
}

export interface JsChange {
  readonly how: 'put' | 'remove' | 'clear' | 'assign' | 'count';
  readonly serves: 'request' | 'socket' | 'function';
  readonly inside?: string;
  readonly start: number;
  readonly end: number;
}

/** A field of some object is changed from a file that may not declare it (`server.monitorList[id] = monitor`). */
export interface JsFieldChange extends Omit<JsChange, 'start' | 'end'> {
  readonly name: string;
  readonly on: string;
}

declare module './fact.js' {
  interface FactKinds {
    'js-state': JsState;
    'js-field-change': JsFieldChange;
  }
}
