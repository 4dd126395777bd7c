import type { Text } from '../../engine';
import { both } from '../../engine';

/** Crashes of Windows programs, by the status number (NTSTATUS) they end with. Source: Microsoft, NTSTATUS values. */
const CRASHES: Readonly<Record<number, Text>> = {
  0xc0000005: both('a bad memory access', '内存访问错误'),
  0xc000001d: both(
    'an instruction the processor does not know',
    '处理器不支持的指令',
  ),
  0xc00000fd: both('the stack overflowed', '栈溢出'),
  0xc0000135: both('a library (DLL) is missing', '缺少动态库（DLL）'),
  0xc0000139: both(
    'a library (DLL) of another version',
    '动态库（DLL）版本不符',
  ),
  0xc0000142: both(
    'a library (DLL) failed to start',
    '动态库（DLL）初始化失败',
  ),
  0xc0000409: both('a buffer overrun was detected', '检测到缓冲区溢出'),
  0xc0000374: both('the heap is damaged', '堆已损坏'),
  0xc0000094: both('a whole number was divided by zero', '整数除以零'),
  0xc0000602: both(
    'the program gave up by itself (fail fast)',
    '程序主动中止（fail fast）',
  ),
  0xe0434352: both('an error of .NET that nobody caught', '未捕获的 .NET 异常'),
  0xe06d7363: both('an error of C++ that nobody caught', '未捕获的 C++ 异常'),
  0x80131506: both('the .NET runtime itself failed', '.NET 运行时内部错误'),
  0x80131623: both(
    'the program gave up by itself (FailFast)',
    '程序主动中止（FailFast）',
  ),
};

/** Other ends: a status, or a result (HRESULT) that the program or its runtime gives back. Source: Microsoft, HRESULT values. */
const ENDS: Readonly<Record<number, Text>> = {
  0x80004005: both(
    'an unspecified failure (E_FAIL); soon after the start it often means too little CPU or memory on a busy node',
    '未指明的失败（E_FAIL）；若在启动后不久出现，常因节点繁忙、CPU 或内存不足',
  ),
  0x80004001: both(
    'something is not implemented (E_NOTIMPL)',
    '功能未实现（E_NOTIMPL）',
  ),
  0x8000ffff: both(
    'an unexpected failure (E_UNEXPECTED)',
    '意外失败（E_UNEXPECTED）',
  ),
  0x80070002: both('a file was not found', '找不到文件'),
  0x80070003: both('a path was not found', '找不到路径'),
  0x80070005: both('access was denied', '拒绝访问'),
  0x80070008: both('there was not enough memory', '内存不足'),
  0x8007000e: both('there was not enough memory', '内存不足'),
  0x80070020: both('another process holds the file', '文件被其他进程占用'),
  0x80070057: both('an argument is invalid', '参数无效'),
  0x80070070: both('the disk is full', '磁盘已满'),
  0x8007007e: both('a library (DLL) was not found', '找不到动态库（DLL）'),
  0x800700c1: both(
    'the program is not one for this Windows',
    '程序不适用于此 Windows',
  ),
  0x800705aa: both(
    'the node lacks resources of the system',
    '节点系统资源不足',
  ),
  0x800705af: both(
    'the paging file is too small: the node lacks memory',
    '分页文件太小：节点内存不足',
  ),
  0x800705b4: both('it waited too long (timeout)', '等待超时'),
  0x80008083: both(
    'the program’s own files do not fit the .NET host',
    '程序文件与 .NET 主机不符',
  ),
  0x80008093: both(
    'a settings file of .NET (runtimeconfig.json) is invalid',
    '.NET 配置文件（runtimeconfig.json）无效',
  ),
  0x80008096: both(
    'the .NET runtime it needs is not in the image',
    '镜像中没有所需的 .NET 运行时',
  ),
  0xc0000017: both('there was not enough memory', '内存不足'),
  0xc000012d: both(
    'the node has no memory left to promise (commit limit)',
    '节点可提交的内存已用尽',
  ),
  0xc0000022: both('access was denied', '拒绝访问'),
  0xc0000034: both('a file or object was not found', '找不到文件或对象'),
  0xc000013a: both('it was told to stop (Ctrl+C)', '被要求停止（Ctrl+C）'),
  0x40010004: both(
    'it was ended by a debugger or at shutdown',
    '被调试器或关机终止',
  ),
  0x40010005: both('it was told to stop (Ctrl+C)', '被要求停止（Ctrl+C）'),
};

/** The number as Windows means it: the API gives it signed or not. */
const unsigned = (exitCode: number) =>
  exitCode < 0 ? exitCode + 2 ** 32 : exitCode;

/** What kind of crash the status number of a Windows program means; `undefined` for any other code. */
export function windowsStatus(exitCode: number): Text | undefined {
  return CRASHES[unsigned(exitCode)];
}

/** Whether Windows itself says no more than that it failed (E_FAIL). */
export function isUnspecified(exitCode: number): boolean {
  return unsigned(exitCode) === 0x80004005;
}

/** Codes of Linux end here. */
const LARGEST_OF_LINUX = 255;

/** What the code of a Windows program means; `undefined` for one that Linux could give. */
export function windowsCode(exitCode: number): Text | undefined {
  const code = unsigned(exitCode);
  if (code <= LARGEST_OF_LINUX || exitCode < -(2 ** 31)) return undefined;
  const known = windowsStatus(exitCode) ?? ENDS[code];
  const hex = `0x${code.toString(16).toUpperCase().padStart(8, '0')}`;
  if (known)
    return both(
      `${known.en} (Windows ${hex})`,
      `${known.zh}（Windows ${hex}）`,
    );
  // Small negative numbers are a program's own -1, not a status.
  return code >= 2 ** 31 && code < 2 ** 32 - 2 ** 16
    ? both(
        `the status ${hex} of Windows, whose meaning is in Microsoft’s lists of NTSTATUS and HRESULT values`,
        `Windows 状态码 ${hex}，含义见微软的 NTSTATUS 与 HRESULT 列表`,
      )
    : undefined;
}
