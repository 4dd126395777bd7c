import { findings, waitingPod } from '../../../testing';
import cause from './cause';

describe('image-download-interrupted', () => {
  it.each([
    [
      'failed to copy: read tcp 10.0.0.4:51234->1.2.3.4:443: read: connection reset by peer',
      'cut the connection',
    ],
    ['happened during read: unexpected EOF', 'cut the connection'],
    ['Head "https://registry.example/v2/": EOF', 'cut the connection'],
    ['stream error: stream ID 7; INTERNAL_ERROR', 'cut the connection'],
    [
      'rpc error: code = Canceled desc = failed to copy: context canceled',
      'the node gave up',
    ],
  ])('tells apart: %s', (message, words) => {
    const [found] = findings(cause, [waitingPod('ErrImagePull', message)]);
    expect(found?.why.en).toContain(words);
  });

  it.each([
    'error reading from server: EOF',
    'dial tcp 10.0.0.1:443: i/o timeout',
    'unexpected commit size 3, expected 5',
  ])('leaves to others: %s', message => {
    expect(findings(cause, [waitingPod('ErrImagePull', message)])).toEqual([]);
  });
});
