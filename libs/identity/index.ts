export { AesGcmCipher, type CipherKeysConfig } from './adapters/aes-gcm-cipher.js';
export { readKeyRing, type WrittenKeyRing } from './adapters/key-ring.js';
export { JwtPassSigner } from './adapters/pass-signer.js';
export type { Login } from './adapters/login.repository.js';
export type { RuleVerdict } from './domain/eligibility.js';
export {
  parseEligibilityRules,
  type EligibilityRules,
  type ParsedRules,
  type RuleFault,
} from './domain/eligibility-rules.js';
export type { Sex } from './domain/id-number.js';
export { LiveBookings } from './domain/live-bookings.js';
export { PassVerifier, type PassClaims } from './domain/pass.js';
export type { PersonView } from './domain/person.js';
export { PersonalDataCipher, type SealContext } from './domain/personal-data-cipher.js';
export { relations, type Relation } from './domain/relation.js';
export { IdentityConfig } from './identity.config.js';
export { identityProviders } from './identity.providers.js';
export { AddPerson, type AddedPerson, type PersonRequest } from './usecases/add-person.js';
export { CompleteSignIn, type CompletedSignIn } from './usecases/complete-sign-in.js';
export { FindLogin } from './usecases/find-login.js';
export { IssuePass, type IssuedPass, type PassRound } from './usecases/issue-pass.js';
export { ListPersons } from './usecases/list-persons.js';
export { RemovePerson } from './usecases/remove-person.js';
export { SignOut } from './usecases/sign-out.js';
export { StartSignIn, type StartedSignIn } from './usecases/start-sign-in.js';
