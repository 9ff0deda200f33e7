import { Checkbox, SimpleGrid, TextInput } from '@mantine/core';
import type { ServerForm } from '../../../ui/useServerForm.ts';
import type { Endpoint, Endpoints, MessageType } from './webhooksApi.ts';
import { typeWords } from './webhookWords.ts';

export type EndpointValues = { url: string; description: string; messageTypes: string[] };

export const endpointRules = {
  url: (value: string) => (value.trim() === '' ? 'Give the address.' : null),
  messageTypes: (value: string[]) => (value.length === 0 ? 'Choose at least one.' : null),
};

export function valuesOf({ url, description, messageTypes }: Endpoint): EndpointValues {
  return { url, description, messageTypes };
}

type Chosen = Exclude<MessageType, 'webhook.test'>;
type Types = Endpoints['types'];

/** The types that were ticked, as the route takes them: a test is sent on request only. */
export function chosenTypes(types: Types, messageTypes: readonly string[]): Chosen[] {
  return types.flatMap(({ type }) => (type !== 'webhook.test' && messageTypes.includes(type) ? [type] : []));
}

/** Where, for whom, and of what. */
export function EndpointFields({ state, types }: { state: ServerForm<EndpointValues>; types: Types }) {
  return (
    <>
      <TextInput
        label="Address"
        description="https, to a public address; without user, password and fragment."
        placeholder="https://partner.example/hooks/flex"
        data-autofocus
        {...state.form.getInputProps('url')}
      />
      <TextInput
        label="Description"
        description="Whose it is, such as “Box office reports”. May be empty."
        {...state.form.getInputProps('description')}
      />
      <Checkbox.Group label="It is told of" {...state.form.getInputProps('messageTypes')}>
        <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="sm" mt="xs">
          {types
            .filter(({ type }) => type !== 'webhook.test')
            .map(({ type, says }) => (
              <Checkbox key={type} value={type} label={typeWords[type]} description={says} />
            ))}
        </SimpleGrid>
      </Checkbox.Group>
    </>
  );
}
