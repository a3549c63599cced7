import assert from 'node:assert/strict';
import { readFrozenDevice } from './container';
import { freezeToy, type ToyFile } from './toy/freeze';
import { toyDevice } from './toy/device';

const TEXT: ToyFile = { name: 'abc.js', type: 'TEXT', flag: 8, bytes: Buffer.from('// hello') };
const PICTURE: ToyFile = { name: 'logo.svg', type: 'svg', flag: 0, bytes: Buffer.from('<svg/>') };

describe('the reader of the frozen container', () => {
  it('finds the patcher without its NUL and every file with type, flag and bytes', () => {
    const device = readFrozenDevice(freezeToy({ boxes: [] }, [TEXT, PICTURE]));
    assert.equal(device.deviceType, 'mmmm');
    assert.equal(device.fileName, 'Toy.amxd');
    assert.deepEqual(JSON.parse(device.patcherText), { patcher: { boxes: [] } });
    assert.deepEqual(
      device.files.map(({ name, type, flag, bytes }) => [name, type, flag, Buffer.from(bytes).toString()]),
      [
        ['abc.js', 'TEXT', 8, '// hello'],
        ['logo.svg', 'svg', 0, '<svg/>'],
      ],
    );
  });

  it('counts dates from 1904, as the Mac of old did', () => {
    const [file] = readFrozenDevice(freezeToy({}, [TEXT])).files;
    assert.equal(file?.modifiedSeconds, 3_800_000_000 - 2_082_844_800);
  });

  it('refuses two files of one name, since the names inside a device are flat', () => {
    assert.throws(() => readFrozenDevice(freezeToy({}, [TEXT, TEXT])), /two frozen files are named abc\.js/);
  });

  it('refuses bytes after the directory, which ends the file', () => {
    assert.throws(
      () => readFrozenDevice(toyDevice({ spoiling: { trailingBytes: 4 } })),
      /bytes follow the directory/,
    );
  });

  it('refuses a device that is not frozen', () => {
    assert.throws(() => readFrozenDevice(freezeToy({}, [], { meta: 1 })), /meta is 1/);
  });

  it('refuses a length written big-endian, which Max takes for more than a gigabyte', () => {
    const bytes = freezeToy({}, [TEXT]);
    bytes.subarray(28, 32).reverse();
    assert.throws(() => readFrozenDevice(bytes), /the ptch chunk says \d+ bytes/);
  });

  it('refuses a type of three characters that is not padded, since the field is 12 bytes', () => {
    const bytes = freezeToy({}, [{ ...PICTURE, type: 'svg' }]);
    const at = bytes.indexOf('svg ');
    const cut = Buffer.concat([bytes.subarray(0, at + 3), bytes.subarray(at + 4)]);
    assert.throws(() => readFrozenDevice(cut), /Not a frozen device/);
  });

  it('refuses a file cut off anywhere', () => {
    const bytes = toyDevice();
    for (let length = 0; length < bytes.length; length += 97) {
      assert.throws(
        () => readFrozenDevice(bytes.subarray(0, length)),
        /Not a frozen device/,
        `${length} bytes`,
      );
    }
  });
});
