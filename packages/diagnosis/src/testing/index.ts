export * from './objects';
export * from './findings';
export * from './workloads';
