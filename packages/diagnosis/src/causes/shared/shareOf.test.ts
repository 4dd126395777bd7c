import { shareOf } from './shareOf';

describe('shareOf', () => {
  it.each([
    [
      'mount.nfs: access denied by server while mounting 10.0.0.5:/export',
      '10.0.0.5:/export',
    ],
    [
      'Mounting arguments: -t nfs -o vers=4,hard nfs.example.com:/a /var/x',
      'nfs.example.com:/a',
    ],
    [
      'volume(x) mount "//shop.file.core.windows.net/data" on "/x" failed',
      '//shop.file.core.windows.net/data',
    ],
    [
      'Mounting arguments: -t cifs -o dir_mode=0777 //10.0.0.5/share /x',
      '//10.0.0.5/share',
    ],
  ])('%s', (message, share) => {
    expect(shareOf(message)).toBe(share);
  });

  it.each([
    "Output: b'mount.nfs4: access denied by server while mounting 127.0.0.1:/'",
    'Mounting arguments: -t ext4 -o defaults /dev/sdb /x',
  ])('finds none: %s', message => {
    expect(shareOf(message)).toBeUndefined();
  });
});
