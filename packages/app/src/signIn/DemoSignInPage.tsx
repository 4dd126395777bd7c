import { useState } from 'react';
import { ProxiedSignInPage } from '@backstage/core-components';
import type { IdentityApi } from '@backstage/frontend-plugin-api';
import type { SignInPageProps } from '@backstage/plugin-app-react';
import { PeopleToChoose } from './PeopleToChoose';
import {
  forgetChosenPerson,
  keepChosenPerson,
  readChosenPerson,
} from './chosenPerson';
import { SignInFailed } from './SignInFailed';

/** Header the demo auth provider reads. Being a custom header, no other website can make a browser send it to us. */
export const PERSON_HEADER = 'X-Demo-Person';

/**
 * Asks which demo person the visitor wants to be, then gets that person's real Backstage identity from the backend's `demo`
 * auth provider. The choice lives in the tab's session storage until sign-out.
 */
export function DemoSignInPage(props: SignInPageProps) {
  const [userRef, setUserRef] = useState(() =>
    readChosenPerson(window.sessionStorage),
  );

  if (!userRef) {
    return (
      <PeopleToChoose
        onChoose={chosen => {
          keepChosenPerson(window.sessionStorage, chosen);
          setUserRef(chosen);
        }}
      />
    );
  }
  const chooseAgain = () => {
    forgetChosenPerson(window.sessionStorage);
    setUserRef(undefined);
  };
  return (
    <ProxiedSignInPage
      provider="demo"
      headers={{ [PERSON_HEADER]: userRef }}
      onSignInSuccess={identity =>
        props.onSignInSuccess(forgettingOnSignOut(identity))
      }
      ErrorComponent={({ error }) => (
        <SignInFailed error={error} onAgain={chooseAgain} />
      )}
    />
  );
}

/** The same identity, whose sign-out also forgets the person. */
function forgettingOnSignOut(identity: IdentityApi): IdentityApi {
  return {
    getProfileInfo: () => identity.getProfileInfo(),
    getBackstageIdentity: () => identity.getBackstageIdentity(),
    getCredentials: () => identity.getCredentials(),
    signOut: async () => {
      forgetChosenPerson(window.sessionStorage);
      await identity.signOut();
    },
  };
}
