import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';
import fc from 'fast-check';

// These tests draw whole pages; on a busy machine one can take seconds. A test that waits for what never comes still fails.
configure({ asyncUtilTimeout: 10_000 });
jest.setTimeout(60_000);

// The same runs each time: what fails, fails for everybody. A change of the seed tries others.
fc.configureGlobal({ seed: 20260109 });
