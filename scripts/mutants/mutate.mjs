// The text of a source file with one function replaced by another.
import ts from 'typescript';

/**
 * @param {string} text TypeScript source
 * @param {{ function: string, replaceWith: string }} mutant name of a function, method or constant; and an expression: a function, which
 *   gets the same arguments, or a value, which is returned
 * @returns {string} throws when there is no function of that name, or more than one
 */
export function mutated(text, { function: name, replaceWith }) {
  const source = ts.createSourceFile(
    'mutant.tsx',
    text,
    ts.ScriptTarget.Latest,
    true,
  );
  const found = [];
  const visit = node => {
    if (isNamed(node, name)) found.push(node);
    ts.forEachChild(node, visit);
  };
  visit(source);
  if (found.length !== 1) {
    throw new Error(
      `${found.length} functions are called ${name}; a mutant needs one`,
    );
  }
  const [node] = found;
  const twin = isFunction(replaceWith)
    ? `(${replaceWith})`
    : `(() => (${replaceWith}))`;
  return ts.isVariableDeclaration(node)
    ? splice(text, node.initializer, twin)
    : splice(text, node.body, `{ return ${twin}.apply(this, arguments); }`);
}

function isNamed(node, name) {
  if (ts.isFunctionDeclaration(node) || ts.isMethodDeclaration(node)) {
    return node.body !== undefined && node.name?.getText() === name;
  }
  return (
    ts.isVariableDeclaration(node) &&
    node.name.getText() === name &&
    node.initializer !== undefined &&
    (ts.isArrowFunction(node.initializer) ||
      ts.isFunctionExpression(node.initializer))
  );
}

function isFunction(expression) {
  const source = ts.createSourceFile(
    'twin.ts',
    `(${expression})`,
    ts.ScriptTarget.Latest,
    true,
  );
  const [statement] = source.statements;
  const inner = statement?.expression?.expression;
  return (
    inner !== undefined &&
    (ts.isArrowFunction(inner) || ts.isFunctionExpression(inner))
  );
}

function splice(text, node, replacement) {
  return (
    text.slice(0, node.getStart()) + replacement + text.slice(node.getEnd())
  );
}
