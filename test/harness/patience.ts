import { configure } from '@testing-library/dom';

// Long enough that a busy machine is never the reason a test fails.
configure({ asyncUtilTimeout: 30_000 });
