import type { Text } from '../../engine';
import { both } from '../../engine';

/** What an HTTP status of the client's making means for a probe, as a clause: without its first capital and its end. */
export function statusMeaning(status: number): Text {
  switch (status) {
    case 400:
      return both(
        'the program took the request for wrong: often plain HTTP was asked of a port that expects HTTPS, or the program accepts only its own host name',
        '程序认为请求有误：常见原因是对 HTTPS 端口使用了普通 HTTP，或程序只接受自己的主机名',
      );
    case 401:
    case 403:
      return both(
        'the address exists but asks for a login, which a probe does not have',
        '该地址存在，但需要登录，而探针没有凭据',
      );
    case 404:
      return both(
        'the program answers, but has no such page: the path is misspelt, has another prefix, or is served on another port',
        '程序有应答，但没有该页面：路径可能拼写错误、前缀不同，或由其他端口提供',
      );
    case 429:
      return both(
        'the program turns the probe away, because it limits how often it may be asked',
        '程序限制了请求频率，因此拒绝了探针',
      );
    default:
      return both(
        'the program answers, but does not accept this request at this address',
        '程序有应答，但不接受发往该地址的这种请求',
      );
  }
}

/** A clause as the beginning of a sentence. */
export function asSentence({ en, zh }: Text): Text {
  const capital = en.replace(/^./, first => first.toUpperCase());
  return both(`${capital}.`, `${zh}。`);
}
