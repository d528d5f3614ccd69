export { AuditTrail, MOST_EVENTS_PER_PAGE, type AuditPage, type AuditQuestion } from './adapters/audit-trail.js';
export { AUDIT_LIMITS, type AuditedAct, type AuditEvent } from './domain/audit-event.js';
