/**
 * What a plain sh (dash, busybox) says of a script that is written for bash: tests in double brackets, arrays, functions of bash,
 * here-strings, process substitution. The script's first line (`#!/bin/bash`) counts for nothing when it is given to `sh -c`.
 */
export const WRONG_SHELL =
  /(?:^|\n)\S{0,200}: (?:(?:line )?\d{1,6}: )?(?:\[\[|source|function|declare|typeset|shopt|mapfile|readarray|let): (?:command )?not found|(?:^|\n)\S{0,200}: (?:(?:line )?\d{1,6}: )?(?:.{0,100}: )?(?:[Bb]ad substitution|[Ss]yntax error: (?:"\(" unexpected|redirection unexpected|"\(" unexpected \(expecting [^)]{1,20}\)|Bad for loop variable|unexpected "\("))|Illegal option -o pipefail|set: (?:line \d{1,6}: )?illegal option -o/;
