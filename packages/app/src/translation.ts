import {
  createTranslationMessages,
  createTranslationRef,
  createTranslationResource,
} from '@backstage/frontend-plugin-api';

/** The sign-in page's words in English; the keys every other language has to fill. */
export const portalTranslationRef = createTranslationRef({
  id: 'portal',
  messages: {
    signIn: {
      title: 'Pod Health',
      lead: 'Who do you want to be?',
      note: 'These people exist in this demo portal only. There is no password: it answers to this machine alone.',
      enterAs: 'Enter as {{name}}',
      failed: 'Signing in did not work',
      again: 'Choose again',
      adaRole: 'Owner of checkout’s services',
      adaMay: 'Reads the logs of her team’s pods and debugs them.',
      benRole: 'Developer in another team',
      benMay:
        'Sees that checkout is unhealthy, but neither its logs nor a shell.',
      piaRole: 'Platform engineer',
      piaMay: 'May do everything with every service.',
    },
  },
});

const zh = createTranslationMessages({
  ref: portalTranslationRef,
  full: true,
  messages: {
    'signIn.title': 'Pod 健康',
    'signIn.lead': '您想以谁的身份进入？',
    'signIn.note':
      '这些人物只存在于此演示门户中。无需密码：它只响应本机的请求。',
    'signIn.enterAs': '以 {{name}} 的身份进入',
    'signIn.failed': '登录失败',
    'signIn.again': '重新选择',
    'signIn.adaRole': 'checkout 团队服务的负责人',
    'signIn.adaMay': '可以查看本团队 Pod 的日志，并进行调试。',
    'signIn.benRole': '其他团队的开发者',
    'signIn.benMay':
      '能看到 checkout 的服务不健康，但不能看日志，也不能打开终端。',
    'signIn.piaRole': '平台工程师',
    'signIn.piaMay': '可以对所有服务执行所有操作。',
  },
});

/** English is in the ref itself; Chinese is beside it. */
export const portalTranslations = createTranslationResource({
  ref: portalTranslationRef,
  translations: { zh: async () => ({ default: zh }) },
});
