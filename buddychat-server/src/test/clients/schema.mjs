// The schema, as the tools of the JavaScript world read it.
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import {
  buildClientSchema, buildSchema, getIntrospectionQuery, lexicographicSortSchema, printType, validateSchema,
} from 'graphql';
import { post, program } from './lib.mjs';

const FILE = new URL('../../../../buddychat-graphql/src/main/resources/io/buddychat/graphql/schema.graphqls', import.meta.url);

/** Type for type; the server's GraphQL library announces directives of its own beside them. */
const printed = (schema) => Object.values(lexicographicSortSchema(schema).getTypeMap())
  .filter((type) => !type.name.startsWith('__'))
  .map(printType);

await program('schema', async (step) => {
  const written = buildSchema(await readFile(FILE, 'utf8'));

  await step('graphql-js finds nothing wrong with it', () => {
    assert.deepEqual(validateSchema(written).map(String), []);
  });

  await step('introspection gives the same schema, descriptions included', async () => {
    const { data, errors } = await post(getIntrospectionQuery({
      descriptions: true, specifiedByUrl: true, inputValueDeprecation: true, directiveIsRepeatable: true, schemaDescription: true,
    }));
    assert.equal(errors, undefined, JSON.stringify(errors));
    assert.deepEqual(printed(buildClientSchema(data)), printed(written));
  });

  await step('scalars that others have specified say where', () => {
    const places = Object.values(written.getTypeMap()).filter((type) => 'specifiedByURL' in type && type.specifiedByURL).map(({ name }) => name);
    assert.deepEqual(places.sort(), ['DateTime', 'JSON']);
  });
});
