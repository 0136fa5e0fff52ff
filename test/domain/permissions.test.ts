import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  canEditPermission,
  effectivePermissions,
  FEATURES,
  LEVELS,
  levelsFor,
  may,
  outranks,
  permissionMatrix,
  reaches,
  ROLES,
  type Actor,
  type Feature,
  type Level,
  type Role,
  type StoredPermissions,
  type Verdict,
} from '../../src/domain/index.ts';

/** REQUIREMENTS' table: owner, admin, member, viewer, and whether a viewer can be given it. */
const TABLE: Readonly<Record<string, readonly [string, string, string, string, boolean]>> = {
  agents: ['m', 'm', '–', '–', false],
  conversations: ['v', 'v', 'v', 'v', true],
  leads: ['m', 'm', 'm', 'v', true],
  knowledge: ['m', 'm', '–', '–', false],
  analytics: ['v', 'v', 'v', 'v', true],
  integrations: ['m', 'm', '–', '–', false],
  team: ['m', 'm', '–', '–', false],
};

const SIGN: Readonly<Record<Level, string>> = { none: '–', view: 'v', modify: 'm' };

const anyRole = fc.constantFrom(...ROLES);
const anyFeature = fc.constantFrom(...FEATURES);
const anyLevel = fc.constantFrom(...LEVELS);
const anyStored: fc.Arbitrary<StoredPermissions> = fc.dictionary(
  anyRole,
  fc.dictionary(
    fc.oneof(
      anyFeature.map(({ name }) => name),
      fc.string(),
    ),
    anyLevel,
  ),
);

describe('the features (R26)', () => {
  it('are given by default as the table says', () => {
    assert.deepEqual(
      FEATURES.map(({ name }) => name),
      Object.keys(TABLE),
    );
    const matrix = permissionMatrix(FEATURES);
    for (const feature of FEATURES) {
      const row = ROLES.map(role => SIGN[matrix[role][feature.name] ?? 'none']);
      const toViewers = levelsFor(feature, 'viewer').length > 1;
      assert.deepEqual([...row, toViewers], TABLE[feature.name], feature.name);
      const defaults = Object.values(feature.defaults);
      assert.deepEqual(
        defaults.map(level => SIGN[level]),
        row.slice(1),
        feature.name,
      );
    }
  });

  it('can be given as the table of each says: viewers only view, owners have all', () => {
    fc.assert(
      fc.property(anyFeature, anyRole, (feature, role) => {
        const levels = levelsFor(feature, role);
        if (role === 'viewer') assert.ok(!levels.includes('modify') && levels.includes('none'));
        if (role === 'owner') assert.deepEqual(levels, [feature.levels.at(-1)]);
        assert.ok(levels.every(level => feature.levels.includes(level)));
      }),
    );
  });

  it('reach as far as their level, and no further', () => {
    const reached = LEVELS.map(level => LEVELS.map(needed => reaches(level, needed)));
    assert.deepEqual(reached, [
      [true, false, false],
      [true, true, false],
      [true, true, true],
    ]);
    assert.equal(reaches(undefined, 'none'), false);
    const actor = actorOf('member');
    assert.deepEqual([may(actor, 'leads', 'modify'), may(actor, 'agents', 'view')], [true, false]);
    assert.equal(may(actor, 'no such feature', 'none'), false);
  });
});

describe('what is in force', () => {
  it('is what was stored, within what the role can be given (R11)', () => {
    fc.assert(
      fc.property(anyStored, anyRole, anyFeature, (stored, role, feature) => {
        const level = effectivePermissions(FEATURES, role, stored)[feature.name];
        const possible = levelsFor(feature, role);
        assert.ok(level && possible.includes(level));
        const wanted = role === 'owner' ? undefined : stored[role]?.[feature.name];
        if (wanted && possible.includes(wanted)) assert.equal(level, wanted);
        if (role === 'owner') assert.equal(level, feature.levels.at(-1));
      }),
    );
  });

  it('has no feature but those of the catalogue', () => {
    fc.assert(
      fc.property(anyStored, anyRole, (stored, role) => {
        const names = Object.keys(effectivePermissions(FEATURES, role, stored));
        assert.deepEqual(names, Object.keys(TABLE));
      }),
    );
  });

  it('falls back to what is less where a level is not offered any more', () => {
    const feature: Feature = {
      name: 'x',
      levels: ['none', 'modify'],
      viewerLevel: 'none',
      defaults: { admin: 'modify', member: 'view', viewer: 'none' },
    };
    assert.deepEqual(effectivePermissions([feature], 'member'), { x: 'none' });
    assert.deepEqual(effectivePermissions([feature], 'admin', { admin: { x: 'view' } }), {
      x: 'none',
    });
  });
});

describe('editing the matrix (R27)', () => {
  /** Actor, then what editing the column of owner, admin, member, viewer comes to. */
  const COLUMNS: readonly (readonly [Role, string, string, string, string])[] = [
    ['owner', 'owners-have-everything', 'yes', 'yes', 'yes'],
    ['admin', 'owners-have-everything', 'own-column', 'yes', 'yes'],
    ['member', ...four('owners-and-admins-only')],
    ['viewer', ...four('owners-and-admins-only')],
  ];

  for (const [me, ...expected] of COLUMNS) {
    it(`${me}: ${[...new Set(expected)].join(', ')}`, () => {
      const outcomes = ROLES.map(role => outcome(edit({ me, role, feature: 'leads', to: 'none' })));
      assert.deepEqual(outcomes, expected);
    });
  }

  it('gives viewers nothing that changes, and no level that a feature does not have', () => {
    assert.equal(
      outcome(edit({ role: 'viewer', feature: 'leads', to: 'modify' })),
      'level-not-offered',
    );
    assert.equal(
      outcome(edit({ role: 'viewer', feature: 'agents', to: 'modify' })),
      'level-not-offered',
    );
    assert.equal(
      outcome(edit({ role: 'member', feature: 'agents', to: 'view' })),
      'level-not-offered',
    );
    assert.equal(outcome(edit({ role: 'viewer', feature: 'leads', to: 'view' })), 'yes');
  });

  it('gives nobody what the giver lacks, and lets anything be taken', () => {
    const poor = actorOf('admin', { admin: { leads: 'view', agents: 'none' } });
    assert.equal(
      outcome(edit({ by: poor, role: 'member', feature: 'agents', from: 'none', to: 'modify' })),
      'beyond-own-level',
    );
    assert.equal(
      outcome(edit({ by: poor, role: 'member', feature: 'leads', from: 'none', to: 'view' })),
      'yes',
    );
    assert.equal(
      outcome(edit({ by: poor, role: 'member', feature: 'leads', from: 'view', to: 'modify' })),
      'beyond-own-level',
    );
    assert.equal(
      outcome(edit({ by: poor, role: 'member', feature: 'leads', from: 'modify', to: 'view' })),
      'yes',
    );
    assert.equal(
      outcome(edit({ by: poor, role: 'member', feature: 'agents', from: 'modify', to: 'none' })),
      'yes',
    );
  });

  it('never allows what is above the giver’s role, level or the ceiling', () => {
    fc.assert(
      fc.property(
        anyStored,
        anyRole,
        anyRole,
        anyFeature,
        anyLevel,
        anyLevel,
        (stored, me, role, feature, from, to) => {
          const by = actorOf(me, stored);
          if (!canEditPermission({ actor: by, feature, role, from, to }).allowed) return;
          assert.ok(outranks(me, role) && (me === 'owner' || me === 'admin'));
          assert.ok(levelsFor(feature, role).includes(to));
          assert.ok(reaches(from, to) || may(by, feature.name, to));
        },
      ),
    );
  });
});

interface Edit {
  readonly me?: Role;
  readonly by?: Actor;
  readonly role: Role;
  readonly feature: string;
  readonly from?: Level;
  readonly to: Level;
}

function edit({
  me = 'owner',
  by = actorOf(me),
  role,
  feature: name,
  from = 'none',
  to,
}: Edit): Verdict {
  const feature = FEATURES.find(one => one.name === name);
  assert.ok(feature);
  return canEditPermission({ actor: by, feature, role, from, to });
}

function actorOf(role: Role, stored: StoredPermissions = {}): Actor {
  return { person: 'me', role, permissions: effectivePermissions(FEATURES, role, stored) };
}

function outcome(verdict: Verdict): string {
  return verdict.allowed ? 'yes' : verdict.denial.code;
}

function four(code: string): [string, string, string, string] {
  return [code, code, code, code];
}
