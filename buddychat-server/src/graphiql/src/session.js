// Who is signed in on this page. It lives in the tab's session storage and nowhere else, and is
// gone with the tab.

const KEY = 'buddychat';
const SOON_SECONDS = 30;
const listeners = new Set();

let session = restore();

function restore() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY)) ?? undefined;
  } catch {
    return undefined;
  }
}

export function current() {
  return session;
}

/** Tells of each change of who is signed in; a new token of the same session is none. */
export function subscribe(listener) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function keep(next) {
  session = next;
  if (next) {
    sessionStorage.setItem(KEY, JSON.stringify(next));
  } else {
    sessionStorage.removeItem(KEY);
  }
}

function change(next) {
  keep(next);
  listeners.forEach((listener) => listener());
}

async function ask(query, variables) {
  const answer = await fetch('graphql', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
    body: JSON.stringify({ query, variables }),
  });
  const { data, errors } = await answer.json();
  if (errors) {
    throw new Error(errors[0].message);
  }
  return data;
}

/** @throws Error with a sentence for the reader */
export async function logIn(username, password) {
  const { login } = await ask(
    `mutation ($username: String!, $password: String!) {
      login(username: $username, password: $password) { token refreshToken }
    }`,
    { username, password },
  );
  change({ ...login, username });
}

/** Takes a token that was got elsewhere, with or without the scheme before it. */
export function useToken(text) {
  const token = text.trim().replace(/^(JWT|Bearer)\s+/i, '');
  const { username } = claims(token);
  if (!username) {
    throw new Error('That is no access token of BuddyChat.');
  }
  change({ token, username });
}

/** Ends the session on the server, too, if it was begun here. */
export async function logOut() {
  const { refreshToken } = session ?? {};
  change(undefined);
  if (refreshToken) {
    await ask('mutation ($token: String!) { revokeToken(refreshToken: $token) { revoked } }', {
      token: refreshToken,
    }).catch(() => {});
  }
}

let refreshing;

/** The token to send now: a fresh one, if the old one is about to expire and can be renewed. */
export async function token() {
  if (session?.refreshToken && claims(session.token).exp - Date.now() / 1000 < SOON_SECONDS) {
    refreshing ??= refresh().finally(() => (refreshing = undefined));
    await refreshing;
  }
  return session?.token;
}

async function refresh() {
  const before = session;
  try {
    const { refreshToken } = await ask(
      `mutation ($token: String!) {
        refreshToken(refreshToken: $token) { token refreshToken }
      }`,
      { token: before.refreshToken },
    );
    if (session === before) {
      keep({ ...before, ...refreshToken });
    }
  } catch {
    if (session === before) {
      change(undefined);
    }
  }
}

function claims(token) {
  try {
    const [, body] = token.split('.');
    const bytes = Uint8Array.from(atob(body.replace(/-/g, '+').replace(/_/g, '/')), (c) =>
      c.charCodeAt(0),
    );
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return {};
  }
}
