import { randomUUID } from 'node:crypto';
import { Refusal, type Clock } from '#kernel';
import { IdentityVerifier, type VerificationOutcome } from '../domain/identity-verifier.js';
import { acs3Headers } from './acs3-signature.js';
import { NoAnswer, OutsideCaller, type OutsideAnswer } from './outside-call.js';

export interface AliyunVerifierConfig {
  /** `https://cloudauth.aliyuncs.com` */
  endpoint: string;
  accessKeyId: string;
  accessKeySecret: string;
  /** For the whole exchange; 2,000 if not given. */
  timeoutMs?: number;
}

const FORM = 'application/x-www-form-urlencoded';

/** Source of both tables: Alibaba Cloud, «身份二要素核验» (id2MetaVerify), response parameters and return codes. */
const OUTCOMES: Record<string, VerificationOutcome> = { '1': 'match', '2': 'mismatch', '3': 'unknown' };
/** The name or the number breaks the provider's own rules: it has nobody under them. */
const ILLEGAL_PARAMETER = '401';
const SUCCESS = '200';

/**
 * Alibaba Cloud ID verification, two elements: `Id2MetaVerify` of cloudauth 2019-03-07, as a signed form, so that name
 * and number never stand in an address. Whatever is not a definite answer counts as no answer.
 */
export class AliyunIdentityVerifier extends IdentityVerifier {
  readonly provider = 'aliyun-id2meta';
  private readonly caller: OutsideCaller;

  constructor(
    private readonly config: AliyunVerifierConfig,
    private readonly clock: Clock,
  ) {
    super();
    this.caller = new OutsideCaller(config.endpoint, config.timeoutMs ?? 2_000);
  }

  async verify(name: string, idNumber: string): Promise<VerificationOutcome> {
    try {
      return outcomeOf(await this.ask(name, idNumber));
    } catch (error) {
      if (error instanceof NoAnswer) throw new Refusal('identity/provider-unavailable', {}, { cause: error });
      throw error;
    }
  }

  private ask(name: string, idNumber: string): Promise<OutsideAnswer> {
    const body = new URLSearchParams({ ParamType: 'normal', UserName: name, IdentifyNum: idNumber }).toString();
    const headers = acs3Headers(
      {
        method: 'POST',
        host: this.caller.host,
        query: '',
        action: 'Id2MetaVerify',
        version: '2019-03-07',
        date: `${new Date(this.clock.nowMs()).toISOString().slice(0, 19)}Z`,
        nonce: randomUUID(),
        body: { text: body, contentType: FORM },
      },
      this.config.accessKeyId,
      this.config.accessKeySecret,
    );
    return this.caller.call({ method: 'POST', path: '/', headers, body });
  }
}

function outcomeOf({ status, text }: OutsideAnswer): VerificationOutcome {
  const { code, bizCode } = readAnswer(text);
  if (code === ILLEGAL_PARAMETER) return 'unknown';
  const outcome = code === SUCCESS ? OUTCOMES[bizCode] : undefined;
  if (outcome) return outcome;
  throw new NoAnswer(`the provider answered HTTP ${String(status)}, Code ${code}, BizCode ${bizCode}`);
}

/** Only words of the expected form are taken out of the answer: the rest may repeat what was asked. */
function readAnswer(text: string): { code: string; bizCode: string } {
  try {
    const answer = JSON.parse(text) as { Code?: unknown; ResultObject?: { BizCode?: unknown } | null } | null;
    return { code: word(answer?.Code), bizCode: word(answer?.ResultObject?.BizCode) };
  } catch (cause) {
    throw new NoAnswer('the answer is not JSON', { cause: (cause as Error).name });
  }
}

function word(value: unknown): string {
  const text = typeof value === 'number' ? String(value) : value;
  return typeof text === 'string' && /^[\w.]{1,64}$/.test(text) ? text : '(none)';
}
