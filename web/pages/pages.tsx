import { ErrorBoundary, lazy, Route, Router } from 'preact-iso';
import { BoardPage } from './board/board-page.tsx';
import { NotFoundPage } from './not-found-page.tsx';

const UploadPage = lazy(() => import('./upload/upload-page.tsx').then((module) => module.UploadPage));

const CheckingPage = lazy(() => import('./checking/checking-page.tsx').then((module) => module.CheckingPage));

/** All pages by address; all but the board are loaded when they are opened. */
export function Pages() {
  return (
    <ErrorBoundary>
      <Router>
        <Route path="/" component={BoardPage} />
        <Route path="/hochladen" component={UploadPage} />
        <Route path="/hochladen/:id" component={CheckingPage} />
        <Route default component={NotFoundPage} />
      </Router>
    </ErrorBoundary>
  );
}
