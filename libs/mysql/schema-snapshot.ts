import type { DataSource } from 'typeorm';

/** The schema as the server itself tells it, table by table in alphabetical order, without moving parts. */
export async function schemaSnapshot(dataSource: DataSource): Promise<string> {
  const tables = (await dataSource.query(
    `SELECT table_name AS name FROM information_schema.tables
      WHERE table_schema = DATABASE() AND table_name <> 'migration' ORDER BY table_name`,
  )) as { name: string }[];
  const statements: string[] = [];
  for (const { name } of tables) {
    const [row] = (await dataSource.query(`SHOW CREATE TABLE \`${name}\``)) as { 'Create Table': string }[];
    if (row) statements.push(`${row['Create Table'].replace(/ AUTO_INCREMENT=\d+/, '')};\n`);
  }
  return statements.join('\n');
}
