import '@testing-library/jest-dom';
import { configure } from '@testing-library/react';

// These tests draw whole pages; on a busy machine one can take seconds. A test that waits for what never comes still fails.
configure({ asyncUtilTimeout: 10_000 });
jest.setTimeout(60_000);
