import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * One forward-only step of the schema. MariaDB commits every DDL statement by itself, so a step is exactly one
 * statement: it either happened or it did not. `name` ends in a 13-digit number that fixes the order.
 */
export function ddl(name: string, statement: string): new () => MigrationInterface {
  return class implements MigrationInterface {
    readonly name = name;
    async up(runner: QueryRunner): Promise<void> {
      await runner.query(statement);
    }
    down(): Promise<void> {
      return Promise.reject(new Error(`${name} goes forward only`));
    }
  };
}
