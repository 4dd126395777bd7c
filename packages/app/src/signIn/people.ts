/** One of the people a visitor of the demo portal can be. */
export interface DemoPerson {
  /** Entity reference of the user in the catalog. */
  readonly userRef: string;
  readonly name: string;
  readonly role: 'signIn.adaRole' | 'signIn.benRole' | 'signIn.piaRole';
  readonly may: 'signIn.adaMay' | 'signIn.benMay' | 'signIn.piaMay';
}

/** An owner, somebody of another team, and the platform's engineer: the three whose rights differ. */
export const demoPeople: readonly DemoPerson[] = [
  {
    userRef: 'user:default/ada',
    name: 'Ada',
    role: 'signIn.adaRole',
    may: 'signIn.adaMay',
  },
  {
    userRef: 'user:default/ben',
    name: 'Ben',
    role: 'signIn.benRole',
    may: 'signIn.benMay',
  },
  {
    userRef: 'user:default/pia',
    name: 'Pia',
    role: 'signIn.piaRole',
    may: 'signIn.piaMay',
  },
];
