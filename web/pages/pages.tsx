import { ErrorBoundary, lazy, Route, Router } from 'preact-iso';
import { BoardPage } from './board/board-page.tsx';
import { NotFoundPage } from './not-found-page.tsx';

const DraftYearPage = lazy(() => import('./draft/year-page.tsx').then((module) => module.DraftYearPage));

const DraftPage = lazy(() => import('./draft/draft-page.tsx').then((module) => module.DraftPage));

const ClearingPage = lazy(() => import('./clearing/clearing-page.tsx').then((module) => module.ClearingPage));

const ClearingItemPage = lazy(() =>
  import('./clearing/item-page.tsx').then((module) => module.ClearingItemPage),
);

/** All pages by address; all but the board are loaded when they are opened. */
export function Pages() {
  return (
    <ErrorBoundary>
      <Router>
        <Route path="/" component={BoardPage} />
        <Route path="/entwurf" component={DraftYearPage} />
        <Route path="/entwurf/:id" component={DraftPage} />
        <Route path="/klaerung" component={ClearingPage} />
        <Route path="/klaerung/:month/:key" component={ClearingItemPage} />
        <Route default component={NotFoundPage} />
      </Router>
    </ErrorBoundary>
  );
}
