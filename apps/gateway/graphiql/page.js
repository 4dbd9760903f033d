/* global React, ReactDOM, GraphiQL */
const byId = (id) => document.getElementById(id);
const status = byId('status');
const token = byId('token');

async function getJson(url, init) {
  const response = await fetch(url, init);
  if (!response.ok) throw new Error(`${url} ${response.status}`);
  return response.json();
}

const jsonPost = (body, headers = {}) => ({ method: 'POST', headers: { 'content-type': 'application/json', accept: 'application/json', ...headers }, body: JSON.stringify(body) });

// A refusal, too, is a GraphQL answer worth showing.
async function fetcher(parameters, { headers = {} } = {}) {
  const authorization = token.value.trim() === '' ? {} : { authorization: `Bearer ${token.value.trim().replace(/^Bearer\s+/i, '')}` };
  const response = await fetch('/graphql', jsonPost(parameters, { ...authorization, ...headers }));
  return response.json();
}

function option(value, text) {
  const element = document.createElement('option');
  element.value = value;
  element.textContent = text;
  return element;
}

async function offerAccounts() {
  const picker = byId('account');
  for (const { sub, name, department, roles } of await getJson('/graphiql/accounts')) {
    picker.append(option(sub, [name, department, roles.join('、')].filter(Boolean).join(' · ')));
  }
  picker.addEventListener('change', async () => {
    status.textContent = '';
    token.value = '';
    if (picker.value === '') return;
    try {
      token.value = (await getJson('/graphiql/accounts', jsonPost({ sub: picker.value }))).access_token;
    } catch (error) {
      status.textContent = String(error);
    }
  });
  byId('account-picker').hidden = false;
}

function show(queries, current) {
  const root = ReactDOM.createRoot(byId('graphiql'));
  const render = (index) => root.render(React.createElement(GraphiQL, {
    key: index,
    fetcher,
    defaultTabs: [{ query: queries[index]?.query ?? '{ __typename }' }],
    // Each example begins as it was written, not as it was left.
    storage: { length: 0, getItem: () => null, setItem: () => {}, removeItem: () => {}, clear: () => {} },
  }));
  const examples = byId('example');
  queries.forEach(({ name }, index) => examples.append(option(String(index), name)));
  examples.addEventListener('change', () => render(Number(examples.value)));
  render(current);
}

getJson('/graphiql/settings.json').then(({ queries, developmentAccounts }) => {
  show(queries, 0);
  if (developmentAccounts) return offerAccounts();
}).catch((error) => { status.textContent = String(error); });
