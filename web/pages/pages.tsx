import { ErrorBoundary, Route, Router, lazy } from 'preact-iso';
import { BoardPage } from './board/board-page.tsx';
import { NotFoundPage } from './not-found-page.tsx';

const ZielvereinbarungPage = lazy(async () => {
  const { ZielvereinbarungPage: page } = await import('./zielvereinbarung/zielvereinbarung-page.tsx');
  return page;
});
const UploadPage = lazy(async () => {
  const { UploadPage: page } = await import('./upload/upload-page.tsx');
  return page;
});
const CheckingPage = lazy(async () => {
  const { CheckingPage: page } = await import('./checking/checking-page.tsx');
  return page;
});
const DraftYearPage = lazy(async () => {
  const { DraftYearPage: page } = await import('./draft/bulk/year-page.tsx');
  return page;
});
const DraftPage = lazy(async () => {
  const { DraftPage: page } = await import('./draft/draft-page.tsx');
  return page;
});
const ClearingPage = lazy(async () => {
  const { ClearingPage: page } = await import('./clearing/clearing-page.tsx');
  return page;
});
const ClearingItemPage = lazy(async () => {
  const { ClearingItemPage: page } = await import('./clearing/item/item-page.tsx');
  return page;
});
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
        <Route path="/zielvereinbarungen/:id" component={ZielvereinbarungPage} />
        <Route path="/hochladen" component={UploadPage} />
        <Route path="/hochladen/:id" component={CheckingPage} />
        <Route path="/entwurf" component={DraftYearPage} />
        <Route path="/entwurf/:id" component={DraftPage} />
        <Route path="/klaerung" component={ClearingPage} />
        <Route path="/klaerung/:month/:key" component={ClearingItemPage} />
        <Route path="/benachrichtigungen" component={NoticesPage} />
        <Route default component={NotFoundPage} />
      </Router>
    </ErrorBoundary>
  );
}
