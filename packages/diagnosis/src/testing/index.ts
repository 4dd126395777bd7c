export * from './objects';
export * from './findings';
export * from './workloads';
export * from './storage';
export * from './controllers';
export * from './readiness';
