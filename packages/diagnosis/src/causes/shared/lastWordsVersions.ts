import type { Sign } from './lastWordSign';

/** What programs say of parts of their image whose versions do not fit each other: nginx, Lua, Node.js, PHP, Perl, Ruby, Python. */
export const versionSigns: readonly Sign[] = [
  [
    'program-part-missing',
    /\b(?!(?:TLS|SSL|HTTPS?|OAuth|at|least|than|of|to|is|version|revision|release|about|only|minimum|approximately) )(?<module>[A-Za-z][\w.-]{2,60}) (?:version )?(?:>= ?)?v?\d{1,4}\.\d{1,4}[\w.+-]{0,20}\+? (?:or (?:later|newer|higher|above|greater) )?(?:is )?required\b/,
    'version',
  ],
  [
    'program-part-missing',
    /\bmodule "(?<nginx>[^"]{1,300}\.so)" (?:version \d{1,9} instead of \d{1,9}|is not binary compatible)|\bThe module '(?<node>[^']{1,300})'.{0,20}was compiled against a different Node\.js version|\bNODE_MODULE_VERSION \d{1,4}\b|\bmodule compiled against (?:A[BP]I) version|\bmodule that was compiled using (?<numpy>NumPy)|\bnumpy\.dtype size changed|Module compiled with (?:module|build) (?:API|ID)=|\bYou have already activated (?<gem>[\w.-]{1,60} [\w.]{1,20}), but your Gemfile requires|\bYour (?<ruby>Ruby) version is [\w.]{1,20}, but your Gemfile specified|\bYour Composer dependencies require (?:a |the following )?(?<php>PHP) (?:version|extensions)|\bobject version \S{1,20} does not match bootstrap parameter|\b(?<perl>[A-Z][\w:]{1,80}) version \S{1,20} required--this is only version|\bVersionConflict: \((?<egg>[\w.-]{1,60})|\bDistributionNotFound: The '(?<dist>[\w.-]{1,60})|\b(?:cannot load )?incompatible bytecode\b|\bbad magic number in '(?<pyc>[^']{1,200})'|\b(?:header|protoc|generated code) (?:and|is).{0,60}\bincompatible version\b/,
    'version',
  ],
];
