import { demoPeople } from './people';

const KEY = 'portal.person';

/** Who was chosen in this browser tab, kept over a reload; undefined when nobody was, or somebody who does not exist. */
export function readChosenPerson(storage: Storage): string | undefined {
  const userRef = storage.getItem(KEY);
  return demoPeople.find(person => person.userRef === userRef)?.userRef;
}

/** Remembers the choice until the tab closes or the person signs out. */
export function keepChosenPerson(storage: Storage, userRef: string): void {
  storage.setItem(KEY, userRef);
}

/** Forgets the choice, so that the sign-in page asks again. */
export function forgetChosenPerson(storage: Storage): void {
  storage.removeItem(KEY);
}
