// What a source file imports and uses, read from its syntax tree.
import path from 'node:path';
import ts from 'typescript';

/**
 * @param {string} file path in the repository
 * @param {string} text
 * @param {ReadonlyMap<string, string>} packages name of each workspace package -> its src folder
 * @returns {{ imports: { target: string, names: string[] }[], used: Set<string>, functions: { name: string, lines: number }[] }}
 *   `target` is a path in the repository without its ending, or a package's name
 */
export function readSource(file, text, packages) {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const found = { imports: [], used: new Set(), functions: [] };
  const visit = node => {
    readImport(node, specifier => resolve(file, specifier, packages), found);
    readUse(node, found);
    readFunction(node, source, found);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

function readImport(node, resolved, found) {
  if (ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) {
    if (!node.moduleSpecifier) return;
    const bindings = ts.isImportDeclaration(node)
      ? node.importClause?.namedBindings
      : node.exportClause;
    const names = bindings?.elements?.map(
      each => (each.propertyName ?? each.name).text,
    );
    found.imports.push({
      target: resolved(node.moduleSpecifier.text),
      names: names ?? [],
    });
  } else if (isCallOf(node, 'require') || isDynamicImport(node)) {
    const [argument] = node.arguments;
    if (argument && ts.isStringLiteralLike(argument)) {
      found.imports.push({ target: resolved(argument.text), names: [] });
    }
  }
}

function isCallOf(node, name) {
  return ts.isCallExpression(node) && node.expression.getText() === name;
}

function isDynamicImport(node) {
  return (
    ts.isCallExpression(node) &&
    node.expression.kind === ts.SyntaxKind.ImportKeyword
  );
}

/** `Date.now`, `new Date()` without arguments, and free names such as `process`. */
function readUse(node, { used }) {
  if (ts.isPropertyAccessExpression(node) && ts.isIdentifier(node.expression)) {
    used.add(`${node.expression.text}.${node.name.text}`);
    used.add(node.expression.text);
  } else if (
    ts.isNewExpression(node) &&
    node.expression.getText() === 'Date' &&
    !node.arguments?.length
  ) {
    used.add('new Date()');
  } else if (ts.isCallExpression(node) && ts.isIdentifier(node.expression)) {
    used.add(node.expression.text);
  }
}

function readFunction(node, source, { functions }) {
  if (!ts.isFunctionLike(node) || !node.body) return;
  const line = position => source.getLineAndCharacterOfPosition(position).line;
  functions.push({
    name: node.name?.getText() ?? nameOfParent(node),
    lines: line(node.getEnd()) - line(node.getStart()) + 1,
  });
}

function nameOfParent(node) {
  const { parent } = node;
  return parent && 'name' in parent && parent.name
    ? parent.name.getText()
    : '(anonymous)';
}

function resolve(file, specifier, packages) {
  if (specifier.startsWith('.')) {
    const target = path.posix.join(path.posix.dirname(file), specifier);
    return target.replace(/\.(m?[jt]sx?|json)$/, '');
  }
  for (const [name, folder] of packages) {
    if (specifier === name) return `${folder}/index`;
    if (specifier.startsWith(`${name}/`)) {
      return `${folder}/${specifier.slice(name.length + 1)}`;
    }
  }
  return specifier;
}
