import pg from 'pg';
import { inspecteeOf, inspectorOf, officersOf, type Account, type Department } from './accounts.ts';

/** An inspector who can sign in. */
export interface Person {
  readonly subject: string;
  readonly name: string;
  readonly department: Department;
}

interface PersonRow {
  readonly subject: string;
  readonly person: string;
  readonly id: string;
  readonly name: string;
  readonly level: string;
  readonly division: string;
}

interface EntityRow {
  readonly uscc: string;
  readonly name: string;
}

/** The people of the development issuer, read from where the services have them: a department that somebody adds has its people at once. */
export interface People {
  departments(): Promise<Department[]>;
  /** Those whom it helps to offer: all officers, the first inspectors of each department, a few enterprises. */
  offered(): Promise<Account[]>;
  /** Anybody: also every other inspector by the directory's subject, and every enterprise as `inspectee.<credit code>`. */
  find(sub: string): Promise<Account | undefined>;
}

const DEPARTMENTS = 'select id, name, level, division_code as division from registry.department where active order by division_code, name, id';
const INSPECTORS = `select subject, person, id, name, level, division from (
    select i.subject, i.name as person, d.id, d.name, d.level, d.division_code as division, row_number() over (partition by d.id order by i.serial_no, i.id) as place
    from registry.inspector i join registry.department d on d.id = i.department_id
    where i.subject is not null and i.state <> 'INACTIVE' and ($1::text is null or i.subject = $1)
  ) each where place <= $2 order by division, name, place`;
const ENTITIES = `select uscc, name from registry.inspection_object where uscc is not null and state = 'ACTIVE' and ($1::text is null or uscc = $1) order by division_code, id limit $2`;

const OFFERED_INSPECTORS = 2;
const OFFERED_ENTITIES = 3;

const accountOfRow = ({ subject, person, ...department }: PersonRow): Account => inspectorOf({ subject, name: person, department });

export function peopleInRegistry(registryUrl: string): People {
  async function ask<T extends pg.QueryResultRow>(text: string, ...values: readonly unknown[]): Promise<T[]> {
    const client = new pg.Client({ connectionString: registryUrl });
    await client.connect();
    try {
      return (await client.query<T>(text, [...values])).rows;
    } finally {
      await client.end();
    }
  }
  const departments = (): Promise<Department[]> => ask<Department>(DEPARTMENTS);
  const inspectors = async (subject: string | null): Promise<Account[]> => (await ask<PersonRow>(INSPECTORS, subject, OFFERED_INSPECTORS)).map(accountOfRow);
  const inspectees = async (uscc: string | null): Promise<Account[]> => (await ask<EntityRow>(ENTITIES, uscc, OFFERED_ENTITIES)).map((row) => inspecteeOf(row.uscc, row.name));

  return {
    departments,
    offered: async () => [...officersOf(await departments()), ...await inspectors(null), ...await inspectees(null)],
    find: async (sub) => {
      const [, uscc] = /^inspectee\.(\w+)$/.exec(sub) ?? [];
      if (uscc !== undefined) return (await inspectees(uscc))[0];
      return officersOf(await departments()).find((account) => account.sub === sub) ?? (await inspectors(sub))[0];
    },
  };
}
