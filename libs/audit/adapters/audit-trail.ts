import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Clock } from '#kernel';
import { violatedConstraint } from '#mysql';
import { misfitOf, type AuditedAct, type AuditEvent } from '../domain/audit-event.js';

export interface AuditQuestion {
  subject?: string | undefined;
  /** Only events before this one: the `next` of the page before. */
  beforeId?: number | undefined;
  /** 1 to {@link MOST_EVENTS_PER_PAGE}. */
  limit?: number | undefined;
}

export interface AuditPage {
  /** Newest first. */
  events: AuditEvent[];
  /** `beforeId` of the next page; absent on the last one. */
  next?: number;
}

export const MOST_EVENTS_PER_PAGE = 200;

interface Row {
  id: number | string;
  at: Date;
  actor: string;
  action: string;
  subject: string;
  reason: string;
}

/** Who did what, when and why. Written and read, never changed: there is no method that could. */
@Injectable()
export class AuditTrail {
  constructor(
    private readonly ledger: DataSource,
    private readonly clock: Clock,
  ) {}

  /**
   * Keeps an act. Given the `manager` of the transaction that does the act, both happen or neither.
   * @returns false when an act with this `onceKey` is kept already; nothing was added then
   */
  async record(act: AuditedAct, manager: EntityManager = this.ledger.manager): Promise<boolean> {
    const misfit = misfitOf(act);
    if (misfit) throw new Error(`the ${misfit} of an audited act does not fit`);
    const { actor, action, subject, reason, onceKey = null } = act;
    try {
      await manager.query(
        'INSERT INTO audit_event (at, actor, action, subject, reason, once_key) VALUES (?, ?, ?, ?, ?, ?)',
        [new Date(this.clock.nowMs()), actor, action, subject, reason, onceKey],
      );
      return true;
    } catch (error) {
      // InnoDB takes back this statement alone: the transaction around it goes on.
      if (violatedConstraint(error) === 'uq_audit_event_once') return false;
      throw error;
    }
  }

  async list({ subject, beforeId, limit = 50 }: AuditQuestion = {}): Promise<AuditPage> {
    const most = Math.min(Math.max(limit, 1), MOST_EVENTS_PER_PAGE);
    const conditions = [
      ...(subject === undefined ? [] : ['subject = ?']),
      ...(beforeId === undefined ? [] : ['id < ?']),
    ];
    const values = [subject, beforeId].filter((value) => value !== undefined);
    const rows = (await this.ledger.query(
      `SELECT id, at, actor, action, subject, reason FROM audit_event
        ${conditions.length > 0 ? `WHERE ${conditions.join(' AND ')}` : ''} ORDER BY id DESC LIMIT ?`,
      [...values, most + 1],
    )) as Row[];
    const events = rows.slice(0, most).map(({ id, at, ...act }) => ({ id: Number(id), atMs: at.getTime(), ...act }));
    const last = events.at(-1);
    return rows.length > most && last ? { events, next: last.id } : { events };
  }
}
