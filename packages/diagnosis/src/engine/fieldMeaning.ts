import type { Text } from './text';
import { both } from './text';

/**
 * What fields of a pod or of what makes pods do, each as the rest of a sentence "it would have …", in words of ours. The fields
 * people write most; a name means the same wherever it stands.
 * Source: https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/
 */
const MEANINGS: Readonly<Record<string, Text>> = {
  activeDeadlineSeconds: both(
    'ended the work after that time',
    '在该时间后终止任务',
  ),
  affinity: both(
    'chosen nodes by their labels or pods',
    '按标签或 Pod 选择节点',
  ),
  args: both('given the program its arguments', '为程序提供参数'),
  backoffLimit: both('limited how often a job retries', '限制任务重试次数'),
  capabilities: both(
    'added or dropped rights of the process',
    '增减进程的权限（capabilities）',
  ),
  command: both('set the program to start', '指定要启动的程序'),
  completions: both('set how many pods must succeed', '指定需要成功的 Pod 数'),
  concurrencyPolicy: both(
    'decided whether runs may overlap',
    '决定多次运行能否重叠',
  ),
  configMapKeyRef: both(
    'taken a value from a config map',
    '从 ConfigMap 取一个值',
  ),
  configMapRef: both(
    'taken all keys of a config map as variables',
    '将 ConfigMap 的所有键作为环境变量',
  ),
  containerPort: both('named the port it listens on', '声明监听的端口'),
  dnsPolicy: both('set how names are resolved', '设置域名解析方式'),
  emptyDir: both('given it an empty directory', '提供一个空目录'),
  env: both('set environment variables', '设置环境变量'),
  envFrom: both(
    'taken environment variables from a config map or secret',
    '从 ConfigMap 或 Secret 引入环境变量',
  ),
  exec: both('run a command in the container', '在容器中执行命令'),
  failureThreshold: both(
    'set how many failures in a row count',
    '设置连续失败多少次才算数',
  ),
  fsGroup: both('given its volumes to that group', '让该用户组拥有其存储卷'),
  grpc: both('asked a gRPC health service', '查询 gRPC 健康服务'),
  hostNetwork: both('used the network of the node', '使用节点的网络'),
  httpGet: both('asked over HTTP', '通过 HTTP 查询'),
  image: both('set the image to run', '指定要运行的镜像'),
  imagePullPolicy: both('decided when the image is pulled', '决定何时拉取镜像'),
  imagePullSecrets: both(
    'given the registry a login',
    '为镜像仓库提供登录凭据',
  ),
  initContainers: both(
    'run containers before the others',
    '在其他容器之前运行初始化容器',
  ),
  initialDelaySeconds: both(
    'waited before the first check',
    '在首次检查前等待',
  ),
  lifecycle: both(
    'run something after the start or before the stop',
    '在启动后或停止前执行操作',
  ),
  limits: both('capped what the container may use', '限制容器可用的资源上限'),
  livenessProbe: both(
    'restarted the container when it no longer answers',
    '在容器不再响应时重启它',
  ),
  matchLabels: both('chosen pods by their labels', '按标签选择 Pod'),
  maxSurge: both(
    'set how many pods a rollout may add',
    '设置滚动更新可多出的 Pod 数',
  ),
  maxUnavailable: both(
    'set how many pods may be missing during a rollout',
    '设置滚动更新期间可缺少的 Pod 数',
  ),
  minReadySeconds: both(
    'waited so long before a pod counts as available',
    '等待该时间后才视 Pod 为可用',
  ),
  mountPath: both('set where a volume appears', '指定存储卷的挂载位置'),
  nodeSelector: both(
    'kept it to nodes with these labels',
    '只调度到带有这些标签的节点',
  ),
  parallelism: both('set how many pods work at once', '设置同时工作的 Pod 数'),
  periodSeconds: both('set how often it is checked', '设置检查的间隔'),
  persistentVolumeClaim: both('mounted a claim', '挂载持久卷声明'),
  ports: both('named the ports it listens on', '声明监听的端口'),
  preStop: both('run something before the stop', '在停止前执行操作'),
  priorityClassName: both('set its priority', '设置优先级'),
  privileged: both('run with all rights of the node', '以节点的全部权限运行'),
  progressDeadlineSeconds: both(
    'reported a rollout that does not get on after that time',
    '在该时间后报告停滞的发布',
  ),
  readOnly: both('made it read-only', '设为只读'),
  readOnlyRootFilesystem: both(
    'kept the program from writing into its image',
    '禁止程序写入镜像文件系统',
  ),
  readinessProbe: both(
    'held back traffic until the container is ready',
    '在容器就绪前不接收流量',
  ),
  replicas: both('set how many pods run', '设置运行的 Pod 数'),
  requests: both('reserved room on a node', '在节点上预留资源'),
  resources: both(
    'reserved and limited CPU and memory',
    '预留并限制 CPU 与内存',
  ),
  restartPolicy: both('decided when it is restarted', '决定何时重启'),
  runAsNonRoot: both('refused to run as root', '拒绝以 root 运行'),
  runAsUser: both('run it as that user', '以该用户运行'),
  schedule: both('set when it runs', '设置运行时间'),
  secretKeyRef: both('taken a value from a secret', '从 Secret 取一个值'),
  secretRef: both(
    'taken all keys of a secret as variables',
    '将 Secret 的所有键作为环境变量',
  ),
  securityContext: both(
    'set user, group and rights of the process',
    '设置进程的用户、组与权限',
  ),
  serviceAccountName: both(
    'given it an account at the Kubernetes API',
    '指定其访问 Kubernetes API 的账号',
  ),
  startupProbe: both('given a slow start its time', '为缓慢的启动留出时间'),
  strategy: both(
    'set how a new revision replaces the old',
    '设置新旧版本的替换方式',
  ),
  subPath: both('mounted a part of the volume', '挂载存储卷的一部分'),
  successThreshold: both(
    'set how many successes in a row count',
    '设置连续成功多少次才算数',
  ),
  suspend: both('paused it', '暂停运行'),
  tcpSocket: both('tried to connect to a port', '尝试连接端口'),
  terminationGracePeriodSeconds: both(
    'given it that time to stop',
    '为停止过程留出时间',
  ),
  timeoutSeconds: both('set how long an answer may take', '设置等待应答的时间'),
  tolerations: both(
    'let it onto nodes with such taints',
    '允许调度到带有这些污点的节点',
  ),
  topologySpreadConstraints: both(
    'spread its pods over zones or nodes',
    '将 Pod 分散到不同区域或节点',
  ),
  ttlSecondsAfterFinished: both(
    'removed a finished job after that time',
    '在该时间后删除已完成的任务',
  ),
  valueFrom: both('taken the value from elsewhere', '从别处取值'),
  volumeMounts: both(
    'mounted volumes into the container',
    '将存储卷挂载到容器',
  ),
  volumes: both('defined its volumes', '定义存储卷'),
  workingDir: both('set the directory it starts in', '设置启动目录'),
};

/** What a field does, as the rest of "it would have …"; `undefined` for one that is not listed. */
export function fieldMeaning(name: string): Text | undefined {
  return Object.hasOwn(MEANINGS, name) ? MEANINGS[name] : undefined;
}
