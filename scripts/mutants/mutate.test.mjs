import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mutated } from './mutate.mjs';

const mutate = (text, name, replaceWith) =>
  mutated(text, { function: name, replaceWith });

test('a function returns what its twin returns for the same arguments', () => {
  assert.equal(
    mutate(
      'export function isOk(a: number): boolean {\n  return a > 1;\n}\n',
      'isOk',
      '() => true',
    ),
    'export function isOk(a: number): boolean { return (() => true).apply(this, arguments); }\n',
  );
});

test('a constant, a method, and a twin that is only a value', () => {
  assert.equal(
    mutate('const f = (a) => a > 1;', 'f', 'true'),
    'const f = (() => (true));',
  );
  assert.equal(
    mutate('class A { private f(a) { return 1; } }', 'f', 'a => a'),
    'class A { private f(a) { return (a => a).apply(this, arguments); } }',
  );
});

test('overloads count once, a missing or double name is an error', () => {
  assert.match(
    mutate('function f(a: 1): 1;\nfunction f(a: any) { return a; }', 'f', '2'),
    /apply\(this/,
  );
  assert.throws(
    () => mutate('function f() {}', 'g', 'true'),
    /0 functions are called g/,
  );
  assert.throws(
    () => mutate('class A { f() {} }\nclass B { f() {} }', 'f', 'true'),
    /2 functions are called f/,
  );
});
