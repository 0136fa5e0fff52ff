/**
 * What the custom elements manifest is made of: the tags, what they have in common, and their events,
 * as the docstrings say. `scripts/manifest.ts` runs it; modules are named as they are published.
 */
export default {
  globs: [
    'src/elements/*/!(de|words*|*.styles).ts',
    'src/chat/{define,guest-chat-join}.ts',
    'src/ui/{org-element,list-element,events}.ts',
  ],
  litelement: true,
  packagejson: false,
  plugins: [
    definitions(),
    documentedEvents(),
    publicMembers(),
    platformEvent(),
    sharedTheme(),
    publishedPaths(),
  ],
};

/** The analyzer sees no registration that stands in a function of another file. */
function definitions() {
  return {
    name: 'orgtags-definitions',
    analyzePhase({ ts, node, moduleDoc }) {
      if (!ts.isCallExpression(node) || node.expression.getText() !== 'define') return;
      const [tag, element] = node.arguments;
      const name = element.getText();
      const module = moduleDoc.path.replace(/define\.ts$/, `${tag.text}.ts`);
      moduleDoc.exports.push({
        kind: 'custom-element-definition',
        name: tag.text,
        declaration: { name, module },
      });
    },
  };
}

/** The analyzer guesses at events from `dispatchEvent`, and names them after arguments. */
function documentedEvents() {
  return forClasses('orgtags-documented-events', declaration => {
    declaration.events = declaration.events?.filter(({ description }) => description);
  });
}

function publicMembers() {
  return forClasses('orgtags-public-members', declaration => {
    declaration.members = declaration.members?.filter(
      ({ name, privacy }) =>
        !name.startsWith('#') && privacy !== 'private' && privacy !== 'protected',
    );
  });
}

/** … and looks for a class of the platform in the module that extends it. */
function platformEvent() {
  return forClasses('orgtags-platform-event', declaration => {
    if (declaration.superclass?.name !== 'Event') return;
    declaration.superclass = { name: 'Event', package: 'global:' };
  });
}

/** The guests' tag is no `OrgElement`, for its bytes, and has the same theme. */
function sharedTheme() {
  return {
    name: 'orgtags-shared-theme',
    packageLinkPhase({ customElementsManifest: { modules } }) {
      const all = modules.flatMap(({ declarations }) => declarations);
      const named = name => all.find(declaration => declaration.name === name);
      named('GuestChatJoin').cssProperties = named('OrgElement').cssProperties.filter(
        ({ name }) => name !== '--org-row-height',
      );
    },
  };
}

function publishedPaths() {
  const published = path => path?.replace(/^\/?src\/(.*)\.ts$/, 'dist/$1.js');
  return {
    name: 'orgtags-published-paths',
    packageLinkPhase({ customElementsManifest }) {
      const rename = value => {
        if (typeof value !== 'object' || value === null) return;
        for (const key of ['path', 'module']) {
          if (typeof value[key] === 'string') value[key] = published(value[key]);
        }
        Object.values(value).forEach(rename);
      };
      rename(customElementsManifest);
    },
  };
}

function forClasses(name, change) {
  return {
    name,
    packageLinkPhase({ customElementsManifest }) {
      for (const { declarations } of customElementsManifest.modules) {
        declarations.filter(({ kind }) => kind === 'class').forEach(change);
      }
    },
  };
}
