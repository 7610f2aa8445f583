// The page: GraphiQL with a bar above it that says who is signed in.

import './workers.js';
import { createRoot } from 'react-dom/client';
import { GraphiQL } from 'graphiql';
import 'graphiql/style.css';
import { Bar } from './bar.jsx';
import { fetcher } from './fetcher.js';
import { tabs } from './tabs.js';
import './page.css';

// GraphiQL itself forgets the variables of the tab it opens with.
const isNew = sessionStorage.getItem('graphiql:tabState') === null;

createRoot(document.getElementById('page')).render(
  <>
    <Bar />
    <main className="editor">
      <GraphiQL
        fetcher={fetcher}
        defaultTabs={tabs}
        initialVariables={isNew ? tabs[0].variables : undefined}
        defaultEditorToolsVisibility="variables"
        storage={sessionStorage}
        showPersistHeadersSettings={false}
      />
    </main>
  </>,
);
