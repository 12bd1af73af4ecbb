import { ErrorBoundary, Route, Router, lazy } from 'preact-iso';
import { BoardPage } from './board/board-page.tsx';
import { NotFoundPage } from './not-found-page.tsx';

const NoticesPage = lazy(async () => {
  const { NoticesPage: page } = await import('./notices/notices-page.tsx');
  return page;
});

/** All pages by address; all but the board are loaded when they are opened. */
export function Pages() {
  return (
    <ErrorBoundary>
      <Router>
        <Route path="/" component={BoardPage} />
        <Route path="/benachrichtigungen" component={NoticesPage} />
        <Route default component={NotFoundPage} />
      </Router>
    </ErrorBoundary>
  );
}
