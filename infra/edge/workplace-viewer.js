// CloudFront Function, runtime 2.0: runs at the edge in front of the workplace's bucket. A file has a dot in its
// name; every other address is the one page, so that a link into the workplace works for whoever gets it.
// eslint-disable-next-line no-unused-vars
function handler(event) {
  const request = event.request;
  if (!request.uri.slice(request.uri.lastIndexOf('/')).includes('.')) request.uri = '/index.html';
  return request;
}
