import type { CodeModule, Expr, Fn } from '../../src/code/model.js';

/** An expression on one line, for tables of tests. */
export function sayExpr(expr: Expr): string {
  switch (expr.is) {
    case 'literal':
      return JSON.stringify(expr.value);
    case 'name':
      return expr.name.replace(/^#\d+$/, '#');
    case 'this':
    case 'super':
      return expr.is;
    case 'member':
      return `${sayExpr(expr.of)}.${expr.name}`;
    case 'index':
      return `${sayExpr(expr.of)}[${sayExpr(expr.key)}]`;
    case 'call': {
      const args = expr.args.map(
        ({ value, name, spread, block }) =>
          `${name ? `${name}: ` : ''}${spread ? '...' : ''}${block ? '&' : ''}${sayExpr(value)}`,
      );
      const marks = `${expr.awaited ? 'await ' : ''}${expr.new ? 'new ' : ''}${expr.markup ? 'markup ' : ''}`;
      return `${marks}${sayExpr(expr.callee)}(${args.join(', ')})`;
    }
    case 'list':
      return `[${expr.items.map(sayExpr).join(', ')}]`;
    case 'map':
      return `{${expr.entries.map(({ key, value }) => (key ? `${sayExpr(key)}: ` : '...') + sayExpr(value)).join(', ')}}`;
    case 'text':
      return `text(${expr.parts.map(sayExpr).join(', ')})`;
    case 'operation':
      return expr.left
        ? `(${sayExpr(expr.left)} ${expr.sign} ${sayExpr(expr.right)})`
        : `(${expr.sign} ${sayExpr(expr.right)})`;
    case 'choice':
      return `(${sayExpr(expr.when)} ? ${sayExpr(expr.yes)} : ${sayExpr(expr.no)})`;
    case 'function':
      return `function ${expr.fn}`;
    case 'class':
      return `class ${expr.class}`;
    case 'import':
      return `import ${expr.module}${expr.prefix ? '...' : ''}`;
    case 'opaque':
      return `<${expr.children.map(sayExpr).join(', ')}>`;
  }
}

/** The events of a function, one a line, with the conditions around them. */
export function sayEvents(fn: Fn): readonly string[] {
  const conditions = (guard: number | undefined): string => {
    const one = guard === undefined ? undefined : fn.guards[guard];
    if (!one) return '';
    const test = one.test ? ` ${sayExpr(one.test)}` : '';
    const label = one.label ? ` = ${sayExpr(one.label)}` : '';
    return `${conditions(one.outer)}${one.is}${test}${label}: `;
  };
  return fn.events.map((event) => {
    const head = conditions(event.guard);
    if (event.is === 'bind')
      return `${head}${event.scope ? `${event.scope} ` : ''}${sayExpr(event.target)} ${event.sign ?? '='} ${sayExpr(event.value)}`;
    return `${head}${event.is}${event.value ? ` ${sayExpr(event.value)}` : ''}`;
  });
}

/** All functions of a module, in order; the first one is the module itself. */
export function sayModule(module: CodeModule): readonly string[] {
  return module.functions.flatMap((fn, index) => {
    const marks = `${fn.static ? 'static ' : ''}${fn.async ? 'async ' : ''}${fn.generator ? '*' : ''}`;
    const params = fn.params.map(
      ({ name, type, fallback, kind }) =>
        `${kind ? `${kind} ` : ''}${name.replace(/^#\d+$/, '#')}${type ? `: ${sayExpr(type)}` : ''}${fallback ? ` = ${sayExpr(fallback)}` : ''}`,
    );
    const owner = fn.owner === undefined ? '' : ` of class ${fn.owner}`;
    const returns = fn.returns ? `: ${sayExpr(fn.returns)}` : '';
    const head = index === 0 ? [] : [`${marks}${fn.name}(${params.join(', ')})${returns}${owner}`];
    return [...head, ...sayEvents(fn).map((line) => (index === 0 ? line : `  ${line}`))];
  });
}

/** Imports and exports, one a line. */
export function sayLinks({ imports, exports, stars }: CodeModule): readonly string[] {
  return [
    ...imports.map(({ local, module, name, typeOnly }) => `${typeOnly ? 'type ' : ''}${local} = ${module} ${name}`),
    ...exports.map(({ name, value }) => `export ${name} = ${sayExpr(value)}`),
    ...stars.map((module) => `star ${module}`),
  ];
}

/** Classes with their parts, one part a line. */
export function sayClasses({ classes }: CodeModule): readonly string[] {
  return classes.flatMap((cls) => [
    `${cls.abstract ? 'abstract ' : ''}${cls.is} ${cls.name}${cls.bases.map((base) => ` < ${sayExpr(base)}`).join('')}${cls.implements.map((one) => ` : ${sayExpr(one)}`).join('')}`,
    ...cls.decorators.map((one) => `  @${sayExpr(one)}`),
    ...cls.methods.map(
      ({ name, fn, kind, static: isStatic }) =>
        `  ${isStatic ? 'static ' : ''}${kind ? `${kind} ` : ''}${name}() = ${fn}`,
    ),
    ...cls.fields.map(({ name, value, type, fn, static: isStatic, decorators }) => {
      const by = fn === undefined ? '' : ` in ${fn}`;
      const marks = `${(decorators ?? []).map((one) => `@${sayExpr(one)} `).join('')}${isStatic ? 'static ' : ''}`;
      return `  ${marks}${name}${type ? `: ${sayExpr(type)}` : ''}${value ? ` = ${sayExpr(value)}` : ''}${by}`;
    }),
    ...cls.macros.map((one) => `  do ${sayExpr(one)}`),
  ]);
}
