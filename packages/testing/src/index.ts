export { cpuMs, explodes } from './growth';
