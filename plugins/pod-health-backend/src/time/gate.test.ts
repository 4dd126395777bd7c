import { settle } from '../testing/fakeClock';
import { Gate } from './gate';

it('lets as many through as it has places, the others in their turn', async () => {
  const gate = new Gate(2);
  const inside: number[] = [];
  const leave: (() => void)[] = [];
  [0, 1, 2, 3].forEach(async each => {
    leave[each] = await gate.enter();
    inside.push(each);
  });
  await settle();
  expect(inside).toEqual([0, 1]);
  leave[1]();
  leave[1](); // a place is given back once
  await settle();
  expect(inside).toEqual([0, 1, 2]);
  leave[0]();
  leave[2]();
  await settle();
  expect(inside).toEqual([0, 1, 2, 3]);
});
