// Who is signed in, at the top of the page, and the way in and out.

import { useState, useSyncExternalStore } from 'react';
import * as session from './session.js';

export function Bar() {
  const who = useSyncExternalStore(session.subscribe, session.current);
  return (
    <header className="bar">
      <strong className="bar-name">BuddyChat</strong>
      {who ? <SignedIn who={who} /> : <SignedOut />}
    </header>
  );
}

function SignedIn({ who }) {
  return (
    <div className="bar-form">
      <span className="bar-text">
        Signed in as <strong data-test="who">{who.username}</strong>
      </span>
      <button type="button" onClick={() => session.logOut()}>
        Log out
      </button>
    </div>
  );
}

function SignedOut() {
  const [byToken, setByToken] = useState(false);
  const [problem, setProblem] = useState('');
  const [busy, setBusy] = useState(false);

  async function enter(event) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    setBusy(true);
    setProblem('');
    try {
      if (byToken) {
        session.useToken(form.get('token'));
      } else {
        await session.logIn(form.get('username'), form.get('password'));
      }
    } catch (e) {
      setProblem(e.message);
      setBusy(false);
    }
  }

  function change() {
    setByToken(!byToken);
    setProblem('');
  }

  return (
    <form className="bar-form" onSubmit={enter}>
      {byToken ? (
        <input
          key="token"
          name="token"
          type="password"
          aria-label="Access token"
          placeholder="Access token"
          autoComplete="off"
          required
        />
      ) : (
        <>
          <input
            key="username"
            name="username"
            aria-label="Username"
            placeholder="Username"
            autoComplete="username"
            autoCapitalize="none"
            required
          />
          <input
            key="password"
            name="password"
            type="password"
            aria-label="Password"
            placeholder="Password"
            autoComplete="current-password"
            required
          />
        </>
      )}
      <button type="submit" disabled={busy}>
        {byToken ? 'Use token' : 'Log in'}
      </button>
      <button type="button" className="bar-other" onClick={change}>
        {byToken ? 'Use a password' : 'Use a token'}
      </button>
      <span className="bar-problem" role="alert">
        {problem}
      </span>
    </form>
  );
}
