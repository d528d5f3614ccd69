import type { InjectionToken, Provider } from '@nestjs/common';
import { Clock } from '#kernel';
import type { Redis } from '#redis';
import { AccountRepository } from './adapters/account.repository.js';
import { AesGcmCipher, readCipherKeys } from './adapters/aes-gcm-cipher.js';
import { AliyunIdentityVerifier } from './adapters/aliyun-identity-verifier.js';
import { readKeyRing } from './adapters/key-ring.js';
import { Ledger } from './adapters/ledger.js';
import { LoginRepository } from './adapters/login.repository.js';
import { PassRequestRepository } from './adapters/pass-request.repository.js';
import { JwtPassSigner } from './adapters/pass-signer.js';
import { HmacPassVerifier } from './adapters/pass-verifier.js';
import { PersonAdmission } from './adapters/person-admission.js';
import { PersonRepository } from './adapters/person.repository.js';
import { SignInRedis } from './adapters/sign-in-redis.js';
import { SignInAttempts } from './adapters/sign-in-attempts.js';
import { StandingRepository } from './adapters/standing.repository.js';
import { VerificationsInFlight } from './adapters/verifications-in-flight.js';
import { WechatClient } from './adapters/wechat-client.js';
import { IdentityVerifier } from './domain/identity-verifier.js';
import { PassSigner, PassVerifier } from './domain/pass.js';
import { PersonalDataCipher } from './domain/personal-data-cipher.js';
import { WechatAuthorisation } from './domain/wechat-authorisation.js';
import { IdentityConfig } from './identity.config.js';
import { AddPerson } from './usecases/add-person.js';
import { CompleteSignIn } from './usecases/complete-sign-in.js';
import { FindLogin } from './usecases/find-login.js';
import { IssuePass } from './usecases/issue-pass.js';
import { ListPersons } from './usecases/list-persons.js';
import { RemovePerson } from './usecases/remove-person.js';
import { SignOut } from './usecases/sign-out.js';
import { StartSignIn } from './usecases/start-sign-in.js';

const useCases = [
  ...[StartSignIn, CompleteSignIn, FindLogin, SignOut],
  ...[AddPerson, ListPersons, RemovePerson, IssuePass],
];

const repositories = [
  ...[Ledger, AccountRepository, LoginRepository, PersonRepository],
  ...[StandingRepository, PersonAdmission, PassRequestRepository],
];

/**
 * Everything of the room. Around it the app must have TypeORM's `DataSource`, a `Clock`, an {@link IdentityConfig}, a
 * `LiveBookings`, and a Redis client under `redis`.
 */
export function identityProviders(redis: InjectionToken): Provider[] {
  return [
    ...useCases,
    ...repositories,
    { provide: SignInRedis, useFactory: (client: Redis) => new SignInRedis(client), inject: [redis] },
    { provide: SignInAttempts, useFactory: (shared: SignInRedis) => new SignInAttempts(shared), inject: [SignInRedis] },
    VerificationsInFlight,
    from(WechatAuthorisation, ({ wechat }) => new WechatClient(wechat)),
    from(IdentityVerifier, ({ verifier }, clock) => new AliyunIdentityVerifier(verifier, clock)),
    from(PersonalDataCipher, ({ personalData }) => new AesGcmCipher(readCipherKeys(personalData))),
    from(PassSigner, ({ pass }) => new JwtPassSigner(readKeyRing(pass))),
    from(PassVerifier, ({ pass }, clock) => new HmacPassVerifier(readKeyRing(pass), clock)),
  ];
}

function from<T>(provide: InjectionToken<T>, make: (config: IdentityConfig, clock: Clock) => T): Provider {
  return { provide, useFactory: make, inject: [IdentityConfig, Clock] };
}
